package fort.rotation;

import fort.domain.SecretValue;

/// Sets new values of one kind of credential at its target. Four verbs; each may be called again after a crash, by
/// another process, with the same arguments, and must then come to the same end.
///
/// ## What must always hold
/// At every instant the current value or the next one works at the target. Where the target allows two credentials
/// (two users, two passwords, two keys), the current one works until [#finish].
///
/// ## Failures
/// A verb that fails throws [RotationFailure], which says whether trying again may help. Its message never holds a
/// value. A verb keeps to [RotationContext#deadline].
///
/// Thread-safe; each call opens its own connection and closes it.
public interface Rotator {
    /// The word in [fort.domain.RotationSettings#rotator]: `a-z`, digits and `_`.
    String kind();

    /// Makes the next value: a JSON object with the same fields as the current one. Changes nothing at the target,
    /// except where only the target can make the value (a cloud's access key): then a value that was
    /// made and lost is removed when the verb comes again.
    ///
    /// @return owned by the caller
    SecretValue create(RotationContext context);

    /// Sets [RotationContext#next] at the target.
    void apply(RotationContext context);

    /// Logs in, or does what stands for it, with [RotationContext#next].
    void verify(RotationContext context);

    /// Removes at the target what only versions before [RotationContext#current] needed. Called after their grace.
    void finish(RotationContext context);

    /// Withdraws [RotationContext#next] at the target: the current value works, and the next one does no more harm.
    /// Called when a rotation is given up; null-safe towards a next value that was never applied.
    void undo(RotationContext context);
}
