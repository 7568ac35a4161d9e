import org.jspecify.annotations.NullMarked;

/// Sealing: root keys and the ways to unseal them, an environment's keyring, tokens' and passwords' hashes,
/// signatures.
@NullMarked
module fort.crypto {
    requires transitive fort.domain;
    requires org.bouncycastle.provider;

    exports fort.crypto;
}
