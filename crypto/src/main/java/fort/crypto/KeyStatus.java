package fort.crypto;

import java.time.Instant;

/// What may be known of one version of an environment's key; Vault's `sys/key-status`.
///
/// @param term the key's version, from 1
/// @param installed when it was made
/// @param encryptions how many rows and data keys it sealed: an estimate, exact only up to the keyring's last
///     save
public record KeyStatus(int term, Instant installed, long encryptions) {}
