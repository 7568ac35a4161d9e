package fort.store;

/// Seals the bytes of rows, with collection and key as associated data, so that a row moved to another place,
/// collection or environment does not open. Implemented over the keyring; a port here because the store knows no
/// keys.
public interface RowCipher {
    byte[] seal(String collection, String key, byte[] plain);

    /// @throws fort.domain.Fault with code INTEGRITY when the bytes were not sealed for this place
    byte[] open(String collection, String key, byte[] sealed);
}
