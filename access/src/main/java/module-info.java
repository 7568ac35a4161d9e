import org.jspecify.annotations.NullMarked;

/// What a caller may do: policies as Vault writes them, compiled, asked in one function, with the reason for each
/// answer.
@NullMarked
module fort.access {
    requires transitive fort.domain;
    requires transitive fort.store;
    requires com.github.benmanes.caffeine;
    requires tools.jackson.core;

    exports fort.access;
}
