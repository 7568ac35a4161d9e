package fort.audit;

import java.util.List;

/// Shows that a leaf stands at its index in the tree of a signed checkpoint.
///
/// @param path RFC 9162 section 2.1.3 audit path, from the leaf upwards, 32 bytes each
/// @param checkpoint the signed note of the tree of `size` leaves that covers the leaf
public record InclusionProof(long index, byte[] leafHash, long size, List<byte[]> path, byte[] checkpoint) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /// Whether the path leads from the leaf to the root of the checkpoint. The checkpoint's signature is asked
    /// of [VerifierKey].
    public boolean leadsTo(Checkpoint signed) {
        return signed.size() == size && Merkle.verifyInclusion(index, size, leafHash, path, signed.root());
    }
}
