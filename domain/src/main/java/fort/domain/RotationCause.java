package fort.domain;

/// Why a rotation was begun.
public enum RotationCause {
    /// Expiry comes nearer, or the interval is over.
    SCHEDULED,
    /// Somebody asked for it.
    MANUAL,
    /// Part of an emergency: front of the queue, and a deadline.
    EMERGENCY
}
