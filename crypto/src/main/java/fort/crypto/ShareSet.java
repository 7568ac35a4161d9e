package fort.crypto;

import java.util.List;

/// What is publicly known of the shares of one root key; stored in clear beside the sealed keyring, since it
/// must be read before unsealing.
///
/// A share carries only its value and index, so that it has the size Vault's clients know. What Shamir's scheme
/// lacks stands here: a fingerprint of each share, so that a mistyped or foreign share is refused alone and at
/// once, and the root key's commitment, so that a wrong rebuild is noticed. All are hashes of 256 random bits
/// and give nothing away.
///
/// @param threshold how many shares rebuild the key, 1 to the number of shares
/// @param salt random, hex; makes fingerprints of different sets incomparable
/// @param fingerprints for share 1 to n, hex of SHA-256
/// @param commitment hex of [RootKey#commitment]
public record ShareSet(int threshold, String salt, List<String> fingerprints, String commitment) {
    public static final int SHARES_MAX = 255;

    public ShareSet {
        fingerprints = List.copyOf(fingerprints);
        requireCounts(fingerprints.size(), threshold);
    }

    public int shares() {
        return fingerprints.size();
    }

    /// @throws IllegalArgumentException unless 1 ≤ threshold ≤ shares ≤ 255
    public static void requireCounts(int shares, int threshold) {
        if (threshold < 1 || threshold > shares || shares > SHARES_MAX) {
            throw new IllegalArgumentException("it takes 1 ≤ threshold ≤ shares ≤ " + SHARES_MAX);
        }
    }
}
