package fort.audit;

import fort.crypto.Signer;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Store;
import fort.testkit.SeededRandom;
import fort.testkit.TestClock;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a log needs around it in a test: clock, keys, randomness, and the changes it reported as committed.
final class TestLog {
    static final String ORIGIN = "fort.example/4f2a/production";

    final TestClock clock = new TestClock();
    final SecureRandom random;
    final List<Change> committed = new ArrayList<>();
    final TestSigner signer;
    LogSettings settings = LogSettings.of(ORIGIN, "node-1");
    Witnesses witnesses = Witnesses.NONE;
    Optional<Restoration> restoration = Optional.empty();

    TestLog(long seed) {
        random = new SeededRandom(seed);
        signer = new TestSigner(ORIGIN, 1);
    }

    LogKeys keys() {
        return new LogKeys(TestLog::monthKey, filled(77), signer);
    }

    private static byte[] monthKey(int month) {
        return Arrays.copyOf(ByteBuffer.allocate(4).putInt(month).array(), 32);
    }

    AuditLog open(Store store) {
        return AuditLog.open(settings, store, keys(), committed::addAll, witnesses, restoration, clock, random);
    }

    VerifierKey verifierKey() {
        return VerifierKey.parse(signer.verifierKey());
    }

    AuditRecord record(int number) {
        return record(number, "ok");
    }

    AuditRecord record(int number, String result) {
        return new AuditRecord(
                clock.instant(),
                "request-" + number,
                number % 3 == 0 ? "secret.write" : "secret.read",
                result,
                "",
                "userpass/user" + number % 7,
                "token",
                "accessor" + number % 7,
                "192.0.2." + number % 200,
                "test/1.0",
                "secret/data/app/" + number % 11,
                1 + number % 5,
                "policy app",
                Map.of("count", Integer.toString(number)));
    }

    /// Appends `count` records, in commits of random size.
    void fill(AuditLog log, int count) {
        int next = (int) log.size();
        int end = next + count;
        while (next < end) {
            List<AuditRecord> records = new ArrayList<>();
            for (int i = 1 + random.nextInt(60); i > 0 && next < end; i--) {
                records.add(record(next++));
            }
            log.append(List.of(), records);
        }
    }

    static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /// A signing key of the crypto room under a note's name.
    record TestSigner(String name, int seed) implements NoteSigner {
        @Override
        public byte[] publicKey() {
            try (SecretValue value = SecretValue.copyOf(filled(seed));
                    Signer signer = Signer.of(value)) {
                return signer.publicKey();
            }
        }

        @Override
        public byte[] sign(byte[] message) {
            try (SecretValue value = SecretValue.copyOf(filled(seed));
                    Signer signer = Signer.of(value)) {
                return signer.sign(message);
            }
        }

        String verifierKey() {
            return new VerifierKey(name, VerifierKey.ED25519, publicKey()).text();
        }
    }
}
