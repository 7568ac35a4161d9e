package fort.domain;

/// What trying a failed step of a rotation again is worth.
public enum FailureKind {
    /// The target is away, slow or busy: the next attempt may succeed.
    TRANSIENT,
    /// The target refused: wrong rights, unknown user, a value it does not take. Somebody has to look.
    PERMANENT,
    /// The reply was lost: the change may have been made. Verifying tells.
    UNKNOWN
}
