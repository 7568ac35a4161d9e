package fort.client;

import fort.wire.Audit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Follows a receipt to a signed root.
final class ReceiptCheck {
    private ReceiptCheck() {}

    static List<String> problems(String receipt, Audit.Proof proof, List<NoteKey> keys) {
        int lastColon = receipt.lastIndexOf(':');
        int firstColon = receipt.lastIndexOf(':', lastColon - 1);
        if (firstColon < 1) {
            return List.of("a receipt is origin:index:hash");
        }
        String origin = receipt.substring(0, firstColon);
        long index = Long.parseLong(receipt.substring(firstColon + 1, lastColon));
        byte[] leafHash = HexFormat.of().parseHex(receipt.substring(lastColon + 1));
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(proof.checkpoint().getBytes(StandardCharsets.UTF_8));

        List<String> problems = new ArrayList<>();
        if (keys.stream().noneMatch(key -> !key.isWitness() && checkpoint.signedBy(key))) {
            problems.add("the checkpoint is not signed by the log's key");
        }
        if (!checkpoint.origin().equals(origin)) {
            problems.add("the checkpoint is of another log: " + checkpoint.origin());
        }
        if (index < 0 || index >= checkpoint.size()) {
            problems.add("the checkpoint does not reach to record " + index);
            return problems;
        }
        byte[] root = new Tree()
                .rootOf(leafHash, index, checkpoint.size(), proof.inclusion().hashes());
        if (!Arrays.equals(root, checkpoint.root())) {
            problems.add("the proof does not lead from the receipt to the checkpoint's root");
        }
        return problems;
    }
}
