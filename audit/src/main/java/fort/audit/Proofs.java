package fort.audit;

import java.util.ArrayList;
import java.util.List;

/// Builds RFC 9162 proofs from the roots of complete subtrees, wherever those come from.
final class Proofs {
    private Proofs() {}

    /// @throws IllegalArgumentException unless `0 <= index < size`
    static List<byte[]> inclusion(long index, long size, Nodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a proof is about a leaf of the tree");
        }
        List<byte[]> path = new ArrayList<>();
        inclusion(index, 0, size, size, nodes, path);
        return path;
    }

    private static void inclusion(long index, long from, long to, long size, Nodes nodes, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            inclusion(index, from, middle, size, nodes, path);
            path.add(hash(middle, to, size, nodes));
        } else {
            inclusion(index, middle, to, size, nodes, path);
            path.add(hash(from, middle, size, nodes));
        }
    }

    /// @throws IllegalArgumentException unless `0 <= from <= to`
    static List<byte[]> consistency(long from, long to, Nodes nodes) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a consistency proof leads from a smaller tree to a larger one");
        }
        List<byte[]> path = new ArrayList<>();
        if (from > 0 && from < to) {
            subProof(from, 0, to, true, to, nodes, path);
        }
        return path;
    }

    /// SUBPROOF of RFC 9162 section 2.1.4.1; `known` says whether the verifier has the hash of this subtree
    /// already.
    private static void subProof(long m, long from, long to, boolean known, long size, Nodes nodes, List<byte[]> path) {
        if (m == to) {
            if (!known) {
                path.add(hash(from, to, size, nodes));
            }
            return;
        }
        long middle = from + split(to - from);
        if (m <= middle) {
            subProof(m, from, middle, known, size, nodes, path);
            path.add(hash(middle, to, size, nodes));
        } else {
            subProof(m, middle, to, false, size, nodes, path);
            path.add(hash(from, middle, size, nodes));
        }
    }

    /// The root over the leaves `from` to `to` of a tree of `size`, where `from` is a multiple of the largest
    /// power of two the range starts with.
    static byte[] hash(long from, long to, long size, Nodes nodes) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return nodes.node(level, from >> level, size);
        }
        long middle = from + split(count);
        return Merkle.nodeHash(hash(from, middle, size, nodes), hash(middle, to, size, nodes));
    }

    /// The largest power of two below `count`.
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    @FunctionalInterface
    interface Nodes {
        byte[] node(int level, long number, long size);
    }
}
