package fort.domain;

/// How far one rotation has come. Each step is durable before the next one begins, and each can be carried out again
/// after a crash: so a rotation is resumed at its step, by whichever node claims it.
///
/// ```
/// IDLE → CREATE → APPLY → VERIFY → (promoted) → FINISH → IDLE
///                   └──────┴─ given up → UNDO → IDLE
/// ```
public enum RotationStep {
    /// Nothing is under way.
    IDLE,
    /// The next value is being made; nothing is staged yet.
    CREATE,
    /// The next value is staged in Fort and is being set at the target. The old value works until the new one does.
    APPLY,
    /// The target took the value, or may have; what counts is that a login with it works.
    VERIFY,
    /// The new version is current, the old one in grace; when the grace is over, what only the old one needed is
    /// removed at the target.
    FINISH,
    /// The staged value is being withdrawn at the target; the current one stays.
    UNDO
}
