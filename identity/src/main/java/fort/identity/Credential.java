package fort.identity;

import fort.domain.SecretValue;

/// What a request carried to say who it is, before anyone believed it.
public sealed interface Credential {
    record None() implements Credential {}

    /// @param value the token's bytes as sent; closed by whoever made it
    record Token(SecretValue value) implements Credential {}

    /// Fort's own background work. Never made from anything that came over a wire; a law test lists who makes
    /// one.
    ///
    /// @param part such as `rotation`, `health`; becomes the principal `system/<part>`
    record Itself(String part) implements Credential {}

    Credential NONE = new None();
}
