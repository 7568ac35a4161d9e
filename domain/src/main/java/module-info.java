import org.jspecify.annotations.NullMarked;

/// The words of Fort: environments, paths, secrets, callers, outcomes. Values and pure functions only; it requires
/// nothing but the Java platform.
@NullMarked
module fort.domain {
    requires static transitive org.jspecify;

    exports fort.domain;
}
