package fort.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The state of a log: its name, how many leaves it has, and the root hash over them (C2SP `tlog-checkpoint`,
/// without extension lines).
///
/// @param root 32 bytes, RFC 6962 Merkle tree hash
public record Checkpoint(String origin, long size, byte[] root) {
    public Checkpoint {
        Note.requireKeyName(origin);
        if (size < 0 || root.length != Merkle.HASH_LENGTH) {
            throw new IllegalArgumentException("a checkpoint has a size of 0 or more and a root of 32 bytes");
        }
    }

    /// The text that is signed: origin, decimal size, base64 root, each on its line.
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /// Reads a checkpoint's text strictly; extension lines are refused, since Fort writes none and a witness
    /// must not sign what it cannot read.
    ///
    /// @throws InvalidNote when the text is anything else
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw new InvalidNote("a checkpoint has exactly three lines");
        }
        if (!Note.isKeyName(lines[0])) {
            throw new InvalidNote("the origin is not a name");
        }
        Checkpoint checkpoint = new Checkpoint(lines[0], size(lines[1]), Note.base64(lines[2], Merkle.HASH_LENGTH));
        if (!checkpoint.text().equals(text)) {
            throw new InvalidNote("the checkpoint is not in canonical form");
        }
        return checkpoint;
    }

    static long size(String decimal) {
        if (decimal.isEmpty() || decimal.length() > 18 || (decimal.length() > 1 && decimal.charAt(0) == '0')) {
            throw new InvalidNote("a size is a decimal number without leading zeros");
        }
        long size = 0;
        for (byte c : decimal.getBytes(StandardCharsets.UTF_8)) {
            if (c < '0' || c > '9') {
                throw new InvalidNote("a size is a decimal number without leading zeros");
            }
            size = size * 10 + (c - '0');
        }
        return size;
    }
}
