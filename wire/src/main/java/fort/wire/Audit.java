package fort.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages about the record: what was done, and proofs that nothing was changed or left out.
public final class Audit {
    private Audit() {}

    /// One act. See `docs/vocabulary.md` for the words.
    public record Entry(
            long index,
            Instant time,
            String requestId,
            String operation,
            String result,
            String reason,
            String principal,
            String method,
            String accessor,
            String source,
            String service,
            String path,
            long version,
            String rule,
            Map<String, String> details) {
        public Entry {
            details = Copies.map(details);
        }
    }

    public record Entries(List<Entry> items, @Nullable String next) {
        public Entries {
            items = Copies.list(items);
        }
    }

    /// What a verifier needs to know beforehand.
    ///
    /// @param origin first line of each checkpoint
    /// @param verifierKeys C2SP signed-note keys, `name+hash+base64`; the log's own first, witnesses after
    ///     it
    public record Keys(String origin, List<String> verifierKeys) {
        public Keys {
            verifierKeys = Copies.list(verifierKeys);
        }
    }

    /// RFC 6962: the leaf is in the tree of this size.
    public record Inclusion(long index, long size, byte[] leafHash, List<byte[]> hashes) {
        public Inclusion {
            hashes = Copies.list(hashes);
        }
    }

    /// RFC 6962: the smaller tree is the beginning of the larger one.
    public record Consistency(long from, long to, List<byte[]> hashes) {
        public Consistency {
            hashes = Copies.list(hashes);
        }
    }

    /// Everything to check a receipt without trusting the server.
    ///
    /// @param checkpoint the signed note that the proof leads to
    public record Proof(String receipt, Inclusion inclusion, String checkpoint) {}

    /// The server's own check of its log, from the stored bytes up.
    ///
    /// @param root base64 of the root hash
    public record Verification(boolean valid, long size, String root, List<String> problems) {
        public Verification {
            problems = Copies.list(problems);
        }
    }
}
