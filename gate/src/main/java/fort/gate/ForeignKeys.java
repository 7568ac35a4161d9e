package fort.gate;

import fort.crypto.RootKey;
import fort.crypto.Seal;
import fort.domain.Fault;

/// Takes over the keys that another process put into the stored keyring.
final class ForeignKeys {
    private ForeignKeys() {}

    /// When the keyring was sealed under another root key, this process asks its seal for that one.
    ///
    /// @return false when it has none: it goes on with the keys it has until its chamber seals itself
    static boolean adopt(Chamber chamber, Interior open, byte[] stored) {
        try {
            open.keyring().adopt(stored);
            return true;
        } catch (Fault otherRoot) {
            Seal seal = chamber.settings().seal();
            try (RootKey root =
                    seal == null ? null : seal.obtain(chamber.environment()).orElse(null)) {
                return root != null && open.keyring().adopt(root, stored);
            }
        }
    }
}
