import org.jspecify.annotations.NullMarked;

/// What tests share: a store in memory, a clock and randomness that are told what to say, contracts that adapters
/// pass. Never shipped.
@NullMarked
module fort.testkit {
    requires transitive fort.store;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports fort.testkit;
}
