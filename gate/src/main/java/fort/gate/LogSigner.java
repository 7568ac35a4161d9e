package fort.gate;

import fort.audit.NoteSigner;
import fort.crypto.Signer;

/// The log's checkpoint key under the log's name.
record LogSigner(String name, Signer signer) implements NoteSigner {
    @Override
    public byte[] publicKey() {
        return signer.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
        return signer.sign(message);
    }
}
