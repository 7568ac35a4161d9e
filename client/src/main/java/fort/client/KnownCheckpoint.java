package fort.client;

import java.util.List;

/// A checkpoint that this verifier saw before: what makes a roll-back or a fork visible without a witness.
///
/// @param root 32 bytes
public record KnownCheckpoint(String origin, long size, byte[] root) {
    /// A checkpoint that was kept as the log published it, a signed note: by a person, a mirror or another
    /// machine.
    ///
    /// @param verifierKeys one of them must be the log's own, and the note signed with it
    /// @throws IllegalArgumentException when it is no checkpoint, or not one that the log signed
    public static KnownCheckpoint of(byte[] note, List<String> verifierKeys) {
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(note);
        boolean signed = verifierKeys.stream()
                .map(NoteKey::parse)
                .anyMatch(
                        key -> !key.isWitness() && key.name().equals(checkpoint.origin()) && checkpoint.signedBy(key));
        if (!signed) {
            throw new IllegalArgumentException("the checkpoint that was kept is not signed by the log's key");
        }
        return new KnownCheckpoint(checkpoint.origin(), checkpoint.size(), checkpoint.root());
    }
}
