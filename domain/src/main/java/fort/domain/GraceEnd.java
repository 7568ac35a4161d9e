package fort.domain;

/// What ends the grace of a replaced version.
public enum GraceEnd {
    /// Time alone: the version retires when its grace is over.
    TIME,
    /// Time, or earlier as soon as every known consumer has acknowledged the new version.
    PROOF,
    /// Not before every known consumer has acknowledged the new version; time alone only raises an alert that names
    /// who still uses the old one.
    HOLD
}
