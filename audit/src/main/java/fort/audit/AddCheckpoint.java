package fort.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// The body of a C2SP `add-checkpoint` call: the size the witness is thought to know, a consistency proof from
/// there, a signed checkpoint.
///
/// @param proof at most 63 hashes
record AddCheckpoint(long oldSize, List<byte[]> proof, byte[] checkpoint) {
    static final int LENGTH_MAX = 65_536;

    private static final String OLD = "old ";

    /// @throws InvalidNote when the bytes are not such a body; the checkpoint is not looked into
    static AddCheckpoint parse(byte[] body) {
        if (body.length > LENGTH_MAX) {
            throw new InvalidNote("a body has at most " + LENGTH_MAX + " bytes");
        }
        int at = lineEnd(body, 0);
        String first = line(body, 0, at);
        if (!first.startsWith(OLD)) {
            throw new InvalidNote("the first line names the old size");
        }
        long oldSize = Checkpoint.size(first.substring(OLD.length()));
        List<byte[]> proof = new ArrayList<>();
        int start = at + 1;
        for (at = lineEnd(body, start); at > start; at = lineEnd(body, start)) {
            if (proof.size() == Merkle.PATH_MAX) {
                throw new InvalidNote("a proof has at most " + Merkle.PATH_MAX + " lines");
            }
            proof.add(Note.base64(line(body, start, at), Merkle.HASH_LENGTH));
            start = at + 1;
        }
        return new AddCheckpoint(oldSize, List.copyOf(proof), Arrays.copyOfRange(body, start + 1, body.length));
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(OLD).append(oldSize).append('\n');
        for (byte[] hash : proof) {
            head.append(Base64.getEncoder().encodeToString(hash)).append('\n');
        }
        byte[] start = head.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(start, start.length + checkpoint.length);
        System.arraycopy(checkpoint, 0, body, start.length, checkpoint.length);
        return body;
    }

    private static int lineEnd(byte[] body, int from) {
        for (int i = from; i < body.length; i++) {
            if (body[i] == '\n') {
                return i;
            }
        }
        throw new InvalidNote("each line is ended");
    }

    private static String line(byte[] body, int from, int to) {
        return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
