import org.jspecify.annotations.NullMarked;

/// The record: sealed leaves in a Merkle log (RFC 6962), published as C2SP tiles and signed checkpoints,
/// cosigned by witnesses.
@NullMarked
module fort.audit {
    requires transitive fort.domain;
    requires transitive fort.crypto;
    requires transitive fort.store;
    requires tools.jackson.databind;

    exports fort.audit;
}
