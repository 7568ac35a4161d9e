package fort.domain;

/// An expected "no": who asks may read the message, so it never holds a value, and never tells whether something
/// exists that the caller may not see.
///
/// @param reason stable; each transport maps it to its own status
/// @param message one sentence: what was wrong and, where there is something, what to do
public record Refusal(Reason reason, String message) {
    public enum Reason {
        /// The request itself is wrong: a malformed name, body, number or combination.
        INVALID_REQUEST,
        /// A login that failed: bad password, secret id or share. Never says which part was wrong.
        LOGIN_FAILED,
        /// No credential, or one that is unknown, expired or revoked.
        UNAUTHENTICATED,
        /// The caller is known and may not do this.
        FORBIDDEN,
        /// A credential of one environment was used towards another. To the caller it looks like [#FORBIDDEN].
        CROSS_ENVIRONMENT,
        /// Nothing is there, or nothing the caller may know of.
        NOT_FOUND,
        /// A compare-and-set precondition did not hold.
        CHECK_AND_SET,
        /// The name is taken.
        ALREADY_EXISTS,
        /// The operation does not exist for this kind of thing.
        UNSUPPORTED,
        /// The body's media type is not the one this operation needs.
        UNSUPPORTED_MEDIA_TYPE,
        /// A named limit was exceeded: size, count, depth.
        LIMIT_EXCEEDED,
        /// Too many requests; try again later.
        THROTTLED,
        /// The environment is sealed.
        SEALED,
        /// The environment is not initialised.
        UNINITIALISED
    }
}
