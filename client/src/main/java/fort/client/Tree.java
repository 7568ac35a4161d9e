package fort.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of RFC 6962, grown leaf by leaf. Holds one hash for each perfect subtree: some twenty of
/// them for a million leaves.
final class Tree {
    static final int HASH_BYTES = 32;

    private final MessageDigest sha256 = sha256();
    private final List<byte[]> subtrees = new ArrayList<>();
    private long size;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    long size() {
        return size;
    }

    byte[] leafHash(byte[] bundle, int offset, int length) {
        sha256.update((byte) 0);
        sha256.update(bundle, offset, length);
        return sha256.digest();
    }

    byte[] nodeHash(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    /// Two perfect subtrees of the same size become one: as often as the old size has trailing one bits.
    void add(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = nodeHash(subtrees.removeLast(), hash);
        }
        subtrees.addLast(hash);
        size++;
    }

    byte[] root() {
        if (subtrees.isEmpty()) {
            return sha256.digest();
        }
        byte[] root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = nodeHash(subtrees.get(i), root);
        }
        return root;
    }

    /// The root that an inclusion proof leads to (RFC 9162, 2.1.3.2), or an empty array when the proof has
    /// the wrong length.
    byte[] rootOf(byte[] leafHash, long index, long treeSize, List<byte[]> proof) {
        long node = index;
        long last = treeSize - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return new byte[0];
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
        return last == 0 ? hash : new byte[0];
    }
}
