package fort.gate;

import fort.audit.NoteSigner;
import fort.crypto.Signer;
import java.security.SecureRandom;

/// The log's signing key as it lies in its sealed row: a 32-byte Ed25519 seed.
final class LogKeyFile {
    private final byte[] seed;

    private LogKeyFile(byte[] seed) {
        this.seed = seed;
    }

    static LogKeyFile generate(SecureRandom random) {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return new LogKeyFile(seed);
    }

    static LogKeyFile owning(byte[] seed) {
        return new LogKeyFile(seed);
    }

    byte[] seed() {
        return seed;
    }

    NoteSigner signer(String origin) {
        Signer signer = Signer.ofSeed(seed);
        return new NoteSigner() {
            @Override
            public String name() {
                return origin;
            }

            @Override
            public byte[] publicKey() {
                return signer.publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return signer.sign(message);
            }
        };
    }
}
