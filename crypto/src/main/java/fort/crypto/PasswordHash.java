package fort.crypto;

import fort.domain.Fault;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) of login passwords, as PHC strings: `$argon2id$v=19$m=65536,t=3,p=1$salt$hash`.
///
/// A hash costs much memory and time on purpose, so the number that run at once is bounded, and so is the
/// number that wait; the next gets a Fault with OVERLOADED. Token reads never come here and are not slowed by a
/// flood of logins. Thread-safe.
public final class PasswordHash {
    /// The longest password hashed, in bytes; longer ones are refused by callers, and never match here.
    public static final int PASSWORD_LENGTH_MAX = 1024;

    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;

    private final SecureRandom random;
    private final Cost cost;
    private final Semaphore running;
    private final AtomicInteger present = new AtomicInteger();
    private final int presentMax;
    private final PhcString dummy;

    /// @param atOnceMax how many hashes run at the same time; each needs `cost.memoryKib` of heap
    /// @param waitingMax how many more may wait
    public PasswordHash(SecureRandom random, Cost cost, int atOnceMax, int waitingMax) {
        this.random = random;
        this.cost = cost;
        this.running = new Semaphore(atOnceMax, true);
        this.presentMax = atOnceMax + waitingMax;
        this.dummy = new PhcString(cost, fresh(SALT_LENGTH), fresh(HASH_LENGTH));
    }

    /// What a hash costs.
    ///
    /// @param memoryKib 8 to 1,048,576
    /// @param iterations 1 to 64
    /// @param lanes 1 to 16
    public record Cost(int memoryKib, int iterations, int lanes) {
        /// RFC 9106's second choice: 64 MiB, 3 passes; here with one lane, since the lanes would run one after
        /// the other.
        public static final Cost DEFAULT = new Cost(65_536, 3, 1);

        /// For tests only: no protection at all.
        public static final Cost CHEAP = new Cost(8, 1, 1);

        public Cost {
            if (memoryKib < 8 * lanes
                    || memoryKib > 1_048_576
                    || iterations < 1
                    || iterations > 64
                    || lanes < 1
                    || lanes > 16) {
                throw new IllegalArgumentException("an Argon2id cost out of range");
            }
        }
    }

    /// @return a PHC string with a salt of its own
    public String hash(SecretValue password) {
        byte[] salt = fresh(SALT_LENGTH);
        return new PhcString(cost, salt, compute(password, cost, salt, HASH_LENGTH)).text();
    }

    /// Takes as long for a wrong password as for the right one.
    ///
    /// @throws Fault with INTEGRITY when `phc` is not a PHC string of this kind
    public boolean verify(SecretValue password, String phc) {
        return verify(password, PhcString.parse(phc));
    }

    /// The work of [#verify] for a user that does not exist, so that time does not tell. Always false.
    public boolean verifyNobody(SecretValue password) {
        verify(password, dummy);
        return false;
    }

    /// True when a hash was made at another cost than today's and should be made anew at the next login.
    public boolean isOutdated(String phc) {
        return !PhcString.parse(phc).cost().equals(cost);
    }

    private boolean verify(SecretValue password, PhcString expected) {
        byte[] actual = compute(password, expected.cost(), expected.salt(), expected.hash().length);
        return MessageDigest.isEqual(actual, expected.hash());
    }

    private byte[] compute(SecretValue password, Cost at, byte[] salt, int length) {
        if (present.incrementAndGet() > presentMax) {
            present.decrementAndGet();
            throw new Fault(
                    Fault.Code.OVERLOADED, "too many logins at once, try again later", "password hash queue full");
        }
        try {
            running.acquireUninterruptibly();
            try {
                return argon2id(password, at, salt, length);
            } finally {
                running.release();
            }
        } finally {
            present.decrementAndGet();
        }
    }

    private static byte[] argon2id(SecretValue password, Cost at, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(at.memoryKib())
                .withIterations(at.iterations())
                .withParallelism(at.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        byte[] bytes = password.reveal(Reveal.granted());
        byte[] bounded = bytes.length <= PASSWORD_LENGTH_MAX ? bytes : Arrays.copyOf(bytes, PASSWORD_LENGTH_MAX + 1);
        generator.generateBytes(bounded, hash);
        return hash;
    }

    private byte[] fresh(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
