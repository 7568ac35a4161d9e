import org.jspecify.annotations.NullMarked;

/// Secrets that rotate themselves: the worker that carries out what the planner wants, and the rotators that set new
/// values at real targets.
@NullMarked
module fort.rotation {
    requires transitive fort.gate;
    requires org.slf4j;

    exports fort.rotation;
}
