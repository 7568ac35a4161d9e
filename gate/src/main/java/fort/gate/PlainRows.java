package fort.gate;

import fort.store.RowCipher;

/// Of a chamber that may be sealed: it reads only rows that are not.
final class PlainRows implements RowCipher {
    @Override
    public byte[] seal(String collection, String key, byte[] plain) {
        throw new IllegalStateException("sealed rows need an open chamber");
    }

    @Override
    public byte[] open(String collection, String key, byte[] sealed) {
        throw new IllegalStateException("sealed rows need an open chamber");
    }
}
