import org.jspecify.annotations.NullMarked;

/// Who is asking: tokens, passwords and app roles of one environment; out comes a [fort.domain.Caller].
@NullMarked
module fort.identity {
    requires transitive fort.domain;
    requires transitive fort.crypto;
    requires transitive fort.store;

    exports fort.identity;
}
