package fort.crypto;

import fort.domain.EnvironmentName;
import java.util.Optional;

/// A keeper of root keys that needs no person: a key file today, a PKCS#11 token or a cloud KMS later. Shamir
/// shares need persons and are therefore not a `Seal`; see [Shares].
///
/// An implementation keeps at most one root key per environment and binds the environment's name into what it
/// keeps, so that the key of one environment is never taken for another's.
public interface Seal {
    /// The word shown in `sys/seal-status`, such as `file`.
    String type();

    /// The root key kept for this environment, or nothing when there is none yet. The caller closes it.
    ///
    /// @throws fort.domain.Fault with STORE_REFUSED when what is kept is open to others, STORE_UNAVAILABLE when
    ///     it cannot be read, INTEGRITY when it is damaged or belongs to another environment
    Optional<RootKey> obtain(EnvironmentName environment);

    /// Keeps a root key durably before it returns; one that was kept before is replaced whole or not at all.
    void keep(EnvironmentName environment, RootKey root);
}
