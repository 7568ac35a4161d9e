package fort.domain;

/// What the text of a field must parse as.
public enum ValueForm {
    TEXT,
    /// PEM X.509 certificates, one or more, each within its dates' order and with a strong enough key.
    CERTIFICATE,
    /// A PEM private key: PKCS#8, PKCS#1, SEC 1 or OpenSSH, strong enough where its size can be told.
    PRIVATE_KEY,
    /// An OpenSSH public key line, strong enough.
    SSH_PUBLIC_KEY,
    /// Base64 or hexadecimal text of 16 bytes or more.
    KEY_BYTES
}
