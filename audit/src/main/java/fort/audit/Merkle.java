package fort.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/// The hashes of RFC 6962 and the proofs of RFC 9162 section 2.1, as pure functions.
public final class Merkle {
    public static final int HASH_LENGTH = 32;

    /// A tree of 2^62 leaves has no longer path.
    static final int PATH_MAX = 63;

    private Merkle() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// `SHA-256(0x00 || leaf)`
    public static byte[] leafHash(byte[] leaf) {
        MessageDigest sha256 = sha256();
        sha256.update((byte) 0);
        return sha256.digest(leaf);
    }

    /// `SHA-256(0x01 || left || right)`
    public static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest sha256 = sha256();
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    /// The root of the empty tree: the hash of nothing.
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    /// RFC 9162 section 2.1.3.2.
    public static boolean verifyInclusion(long index, long size, byte[] leafHash, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size || path.size() > PATH_MAX || !allHashes(path)) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = nodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = nodeHash(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /// RFC 9162 section 2.1.4.2, with the two trivial cases: equal sizes need an empty proof and equal roots;
    /// the empty tree is a prefix of all.
    public static boolean verifyConsistency(long from, long to, byte[] fromRoot, byte[] toRoot, List<byte[]> proof) {
        if (from < 0 || from > to || proof.size() > PATH_MAX || !allHashes(proof)) {
            return false;
        }
        if (from == to) {
            return proof.isEmpty() && MessageDigest.isEqual(fromRoot, toRoot);
        }
        if (from == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(fromRoot, emptyRoot());
        }
        boolean wholeSubtree = Long.bitCount(from) == 1;
        if (!wholeSubtree && proof.isEmpty()) {
            return false;
        }
        long node = from - 1;
        long last = to - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] old = wholeSubtree ? fromRoot : proof.getFirst();
        byte[] hash = old;
        for (byte[] sibling : wholeSubtree ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = nodeHash(sibling, old);
                hash = nodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = nodeHash(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(old, fromRoot) && MessageDigest.isEqual(hash, toRoot);
    }

    private static boolean allHashes(List<byte[]> path) {
        return path.stream().allMatch(hash -> hash.length == HASH_LENGTH);
    }

    /// The root over `count` complete hashes, 1 or more, laid end to end: folded in place of a copy.
    static byte[] rootOf(byte[] hashes, int offset, int count, MessageDigest sha256) {
        if (count == 1) {
            return Arrays.copyOfRange(hashes, offset, offset + HASH_LENGTH);
        }
        int left = Integer.highestOneBit(count - 1);
        byte[] leftRoot = rootOf(hashes, offset, left, sha256);
        byte[] rightRoot = rootOf(hashes, offset + left * HASH_LENGTH, count - left, sha256);
        sha256.update((byte) 1);
        sha256.update(leftRoot);
        return sha256.digest(rightRoot);
    }
}
