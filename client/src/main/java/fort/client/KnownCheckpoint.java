package fort.client;

/// A checkpoint that this verifier saw before: what makes a roll-back or a fork visible without a witness.
///
/// @param root 32 bytes
public record KnownCheckpoint(String origin, long size, byte[] root) {}
