package fort.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import fort.domain.Outcome;
import fort.domain.Refusal;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/// Shamir's secret sharing of a root key: any `threshold` of the shares rebuild it, fewer say nothing about it.
///
/// The arithmetic (GF(2⁸), the AES polynomial) is Bouncy Castle's; index, fingerprint and commitment are ours,
/// because without them a wrong share gives a wrong key in silence.
public final class Shares {
    private Shares() {}

    /// The shares and what may be known of them. The caller hands each share out once and closes it.
    public record Split(ShareSet set, List<Share> shares) {
        public Split {
            shares = List.copyOf(shares);
        }
    }

    /// @throws IllegalArgumentException unless 1 ≤ threshold ≤ shares ≤ 255
    public static Split split(RootKey root, int shares, int threshold, SecureRandom random) {
        ShareSet.requireCounts(shares, threshold);
        var splitter = ShamirSecretSplitter.getInstance(Algorithm.AES, RootKey.LENGTH, random);
        ShamirSplitSecretShare[] values =
                splitter.resplit(root.reveal(), threshold, shares).getSecretShares();
        byte[] saltBytes = new byte[16];
        random.nextBytes(saltBytes);
        String salt = HexFormat.of().formatHex(saltBytes);
        List<Share> split = new ArrayList<>();
        List<String> fingerprints = new ArrayList<>();
        for (int i = 0; i < shares; i++) {
            Share share = Share.of(encoded(values[i]), i + 1);
            split.add(share);
            fingerprints.add(fingerprint(salt, share));
        }
        String commitment = HexFormat.of().formatHex(root.commitment());
        return new Split(new ShareSet(threshold, salt, fingerprints, commitment), split);
    }

    /// Whether a share belongs to a set: to be asked as each is entered, so that a wrong one is refused without
    /// spoiling the others.
    public static boolean belongs(ShareSet set, Share share) {
        if (share.index() > set.shares()) {
            return false;
        }
        String expected = set.fingerprints().get(share.index() - 1);
        return MessageDigest.isEqual(
                expected.getBytes(UTF_8), fingerprint(set.salt(), share).getBytes(UTF_8));
    }

    /// Rebuilds the root key; the caller closes it.
    ///
    /// @return refused when a share is not of this set, comes twice, or there are too few
    public static Outcome<RootKey> combine(ShareSet set, List<Share> shares) {
        boolean[] seen = new boolean[ShareSet.SHARES_MAX + 1];
        for (Share share : shares) {
            if (!belongs(set, share)) {
                return refused("a share does not belong to this environment's current set");
            }
            if (seen[share.index()]) {
                return refused("the same share was given twice");
            }
            seen[share.index()] = true;
        }
        if (shares.size() < set.threshold()) {
            return refused("it takes " + set.threshold() + " shares, and " + shares.size() + " were given");
        }
        RootKey root = rebuild(shares.subList(0, set.threshold()));
        if (!MessageDigest.isEqual(HexFormat.of().parseHex(set.commitment()), root.commitment())) {
            root.close();
            return refused("the shares do not rebuild this environment's root key");
        }
        return Outcome.done(root);
    }

    private static RootKey rebuild(List<Share> shares) {
        var values = new ShamirSplitSecretShare[shares.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = new ShamirSplitSecretShare(
                    shares.get(i).value(), shares.get(i).index());
        }
        try {
            return RootKey.owning(
                    ShamirSplitSecret.getInstance(Algorithm.AES, values).getSecret());
        } catch (IOException e) {
            throw new IllegalStateException("shares in memory cannot be read", e);
        }
    }

    private static byte[] encoded(ShamirSplitSecretShare share) {
        try {
            return share.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("shares in memory cannot be read", e);
        }
    }

    private static String fingerprint(String salt, Share share) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(("fort share 1 " + salt + " ").getBytes(UTF_8));
            return HexFormat.of().formatHex(sha256.digest(share.reveal()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }

    private static <T> Outcome<T> refused(String message) {
        return Outcome.refused(Refusal.Reason.LOGIN_FAILED, message);
    }
}
