package fort.rotation;

/// Where a worker may be killed, or another one may come between: before and after each thing it does. A test goes
/// through all of them, so a new one without a case is a failing test.
public enum Failpoint {
    BEFORE_LOOK,
    AFTER_LOOK,
    BEFORE_OPEN,
    AFTER_OPEN,
    BEFORE_CREATE,
    AFTER_CREATE,
    BEFORE_STAGE,
    AFTER_STAGE,
    BEFORE_APPLY,
    AFTER_APPLY,
    BEFORE_REPORT_APPLIED,
    AFTER_REPORT_APPLIED,
    BEFORE_VERIFY,
    AFTER_VERIFY,
    BEFORE_PROMOTE,
    AFTER_PROMOTE,
    BEFORE_FINISH,
    AFTER_FINISH,
    BEFORE_REPORT_FINISHED,
    AFTER_REPORT_FINISHED,
    BEFORE_UNDO,
    AFTER_UNDO,
    BEFORE_REPORT_UNDONE,
    AFTER_REPORT_UNDONE,
    BEFORE_REPORT_FAILED,
    AFTER_REPORT_FAILED;

    /// Told when a point is reached; what it throws ends the run there, as a crash would.
    @FunctionalInterface
    public interface Watcher {
        Watcher NONE = (point, secret) -> {};

        void reached(Failpoint point, String secret);
    }
}
