package fort.audit;

/// An Ed25519 key that signs notes under a name. The private half may live in another process or device.
public interface NoteSigner {
    /// The key's name: no white space, no `+`. A log's key carries the log's origin.
    String name();

    /// 32 bytes, RFC 8032.
    byte[] publicKey();

    /// @return 64 bytes, RFC 8032 pure Ed25519
    byte[] sign(byte[] message);
}
