package fort.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The hashes and proofs against the vectors of Certificate Transparency (RFC 6962's reference tests) and
/// against a tree written the naive way.
@Tag("R3.3")
final class MerkleTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String[] LEAVES = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };
    private static final String[] ROOTS = {
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    };

    @Test
    void gives_the_roots_of_the_reference_tests() {
        assertThat(HEX.formatHex(Merkle.emptyRoot()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        Tree tree = new Tree();
        assertThat(tree.root()).isEqualTo(Merkle.emptyRoot());
        for (int i = 0; i < LEAVES.length; i++) {
            byte[] leaf = HEX.parseHex(LEAVES[i]);
            tree.add(leaf, 0, leaf.length);
            assertThat(HEX.formatHex(tree.root())).isEqualTo(ROOTS[i]);
        }
    }

    @Test
    void gives_the_paths_of_the_reference_tests() {
        Naive tree = new Naive();
        for (String leaf : LEAVES) {
            tree.add(HEX.parseHex(leaf));
        }
        assertThat(hex(Proofs.inclusion(0, 8, tree::node)))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(hex(Proofs.consistency(6, 8, tree::node)))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void the_growing_edge_agrees_with_the_naive_tree_across_tile_borders() {
        Naive naive = new Naive();
        Tree tree = new Tree();
        Random random = new Random(3);
        for (int i = 0; i < 70_000; i++) {
            byte[] leaf = new byte[random.nextInt(8)];
            random.nextBytes(leaf);
            naive.add(leaf);
            tree.add(leaf, 0, leaf.length);
            if (i < 600 || (i > 65_500 && i < 65_560) || i % 9001 == 0) {
                assertThat(tree.root()).as("size %d", i + 1).isEqualTo(naive.root(i + 1));
            }
        }
    }

    @Test
    void each_proof_of_each_small_tree_verifies_and_no_changed_one_does() {
        Naive tree = new Naive();
        for (int i = 0; i < 40; i++) {
            tree.add(new byte[] {(byte) i});
        }
        Random random = new Random(5);
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                checkInclusion(tree, index, size, random);
            }
            for (int from = 0; from <= size; from++) {
                checkConsistency(tree, from, size, random);
            }
        }
    }

    @Test
    void random_proofs_of_large_trees_verify() {
        Naive tree = new Naive();
        for (int i = 0; i < 3000; i++) {
            tree.add(new byte[] {(byte) i, (byte) (i >> 8)});
        }
        Random random = new Random(8);
        for (int i = 0; i < 300; i++) {
            int size = 1 + random.nextInt(3000);
            checkInclusion(tree, random.nextInt(size), size, random);
            checkConsistency(tree, random.nextInt(size + 1), size, random);
        }
    }

    private static void checkInclusion(Naive tree, int index, int size, Random random) {
        List<byte[]> path = Proofs.inclusion(index, size, tree::node);
        byte[] root = tree.root(size);
        assertThat(Merkle.verifyInclusion(index, size, tree.leaf(index), path, root))
                .isTrue();
        assertThat(Merkle.verifyInclusion(index, size, tree.leaf(index), mutated(path, random), root))
                .isFalse();
        assertThat(Merkle.verifyInclusion(index, size, Merkle.emptyRoot(), path, root))
                .isFalse();
        assertThat(Merkle.verifyInclusion(size, size, tree.leaf(index), path, root))
                .isFalse();
        if (size > 1) {
            assertThat(Merkle.verifyInclusion(index, size, tree.leaf(index), path.subList(1, path.size()), root))
                    .isFalse();
        }
    }

    private static void checkConsistency(Naive tree, int from, int size, Random random) {
        List<byte[]> proof = Proofs.consistency(from, size, tree::node);
        byte[] fromRoot = tree.root(from);
        byte[] root = tree.root(size);
        assertThat(Merkle.verifyConsistency(from, size, fromRoot, root, proof)).isTrue();
        assertThat(Merkle.verifyConsistency(from, size, fromRoot, root, mutated(proof, random)))
                .isFalse();
        byte[] other = Merkle.leafHash(new byte[] {99});
        assertThat(Merkle.verifyConsistency(from, size, other, root, proof)).isFalse();
        if (from > 0) {
            assertThat(Merkle.verifyConsistency(from, size, fromRoot, other, proof))
                    .isFalse();
        }
    }

    /// One bit turned, or one hash too many.
    private static List<byte[]> mutated(List<byte[]> path, Random random) {
        List<byte[]> changed = new ArrayList<>(path);
        if (path.isEmpty() || random.nextInt(4) == 0) {
            changed.add(Merkle.emptyRoot());
        } else {
            int at = random.nextInt(path.size());
            byte[] hash = path.get(at).clone();
            hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
            changed.set(at, hash);
        }
        return changed;
    }

    private static List<String> hex(List<byte[]> path) {
        return path.stream().map(HEX::formatHex).toList();
    }

    /// RFC 6962 section 2.1, as it stands there.
    private static final class Naive {
        private final List<byte[]> leaves = new ArrayList<>();

        void add(byte[] leaf) {
            leaves.add(Merkle.leafHash(leaf));
        }

        byte[] leaf(int index) {
            return leaves.get(index);
        }

        byte[] root(int size) {
            return size == 0 ? Merkle.emptyRoot() : root(0, size);
        }

        byte[] node(int level, long number, long size) {
            int from = (int) (number << level);
            assertThat(from + (1L << level)).isLessThanOrEqualTo(size);
            return root(from, from + (1 << level));
        }

        private byte[] root(int from, int to) {
            if (to - from == 1) {
                return leaves.get(from);
            }
            int split = 1;
            while (split * 2 < to - from) {
                split *= 2;
            }
            return Merkle.nodeHash(root(from, from + split), root(from + split, to));
        }
    }
}
