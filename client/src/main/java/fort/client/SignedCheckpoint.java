package fort.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A checkpoint (C2SP tlog-checkpoint) in its signed note: what the log claims to be.
///
/// @param text what was signed
/// @param signatureLines the note's lines, as they are
record SignedCheckpoint(String origin, long size, byte[] root, String text, List<String> signatureLines) {
    /// More would only cost time; the same limit as in the checksum database's own reader.
    private static final int SIGNATURES_MAX = 100;
    private static final String LINE_START = "\u2014 ";

    /// @throws IllegalArgumentException when the bytes are no checkpoint in canonical form
    static SignedCheckpoint parse(byte[] bytes) {
        String note = utf8(bytes);
        int split = note.indexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("the checkpoint is not a signed note");
        }
        String text = note.substring(0, split + 1);
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("the checkpoint is not an origin, a size and a root");
        }
        byte[] root = Base64.getDecoder().decode(lines[2]);
        if (root.length != Tree.HASH_BYTES
                || !Base64.getEncoder().encodeToString(root).equals(lines[2])) {
            throw new IllegalArgumentException("the checkpoint's root is not 32 bytes of base64");
        }
        List<String> signatures = List.of(note.substring(split + 2).split("\n"));
        if (signatures.size() > SIGNATURES_MAX) {
            throw new IllegalArgumentException("the checkpoint has more than " + SIGNATURES_MAX + " signatures");
        }
        return new SignedCheckpoint(lines[0], Long.parseLong(lines[1]), root, text, signatures);
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the checkpoint is not UTF-8", e);
        }
    }

    /// At least one line is this key's signature, and no line falsely claims to be.
    boolean signedBy(NoteKey key) {
        boolean signed = false;
        for (String line : signatureLines) {
            String[] parts = line.split(" ", 3);
            if (!line.startsWith(LINE_START) || parts.length != 3) {
                return false;
            }
            byte[] signature = decode(parts[2]);
            boolean claims = parts[1].equals(key.name())
                    && signature.length > 4
                    && Arrays.equals(Arrays.copyOf(signature, 4), key.hash());
            if (claims && !key.verifies(text, Arrays.copyOfRange(signature, 4, signature.length))) {
                return false;
            }
            signed |= claims;
        }
        return signed;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
