package fort.gate;

import fort.crypto.Keyring;
import fort.store.RowCipher;

/// Seals the first rows of a new chamber.
record KeyringRows(Keyring keyring) implements RowCipher {
    @Override
    public byte[] seal(String collection, String key, byte[] plain) {
        return keyring.sealRow(collection, key, plain);
    }

    @Override
    public byte[] open(String collection, String key, byte[] sealed) {
        return keyring.openRow(collection, key, sealed);
    }
}
