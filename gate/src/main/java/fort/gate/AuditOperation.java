package fort.gate;

import fort.audit.AuditRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reading the record of one environment. Reading it is itself recorded.
public sealed interface AuditOperation<T> extends Operation<T> {
    /// @param after cursor: index to go on from (descending from the newest when null)
    record SearchLog(LogQuery query, @Nullable Long after, int limit) implements AuditOperation<LogPage> {
        @Override
        public String name() {
            return "audit.search";
        }
    }

    /// Null conditions match all; the others are exact.
    record LogQuery(
            @Nullable String principal,
            @Nullable String path,
            @Nullable String operation,
            @Nullable String result,
            @Nullable String requestId,
            @Nullable Instant from,
            @Nullable Instant to) {}

    record LogPage(List<LogEntry> entries, @Nullable Long next) {}

    record LogEntry(long index, String node, AuditRecord record) {}

    record ReadLogEntry(long index) implements AuditOperation<LogEntry> {
        @Override
        public String name() {
            return "audit.read";
        }
    }

    /// The newest signed checkpoint (C2SP signed note).
    record ReadCheckpoint() implements AuditOperation<byte[]> {
        @Override
        public String name() {
            return "audit.checkpoint";
        }
    }

    /// @param path as C2SP tlog-tiles names it, such as `tile/0/x001/067` or `tile/entries/000.p/12`
    record ReadTile(String path) implements AuditOperation<byte[]> {
        @Override
        public String name() {
            return "audit.tile";
        }
    }

    /// @param size tree size, 0 = that of the newest checkpoint
    record ProveInclusion(long index, long size) implements AuditOperation<Proof> {
        @Override
        public String name() {
            return "audit.inclusion";
        }
    }

    /// @param receipt the text of a `Fort-Receipt`
    record ProveReceipt(String receipt) implements AuditOperation<Proof> {
        @Override
        public String name() {
            return "audit.prove";
        }
    }

    record ProveConsistency(long from, long to) implements AuditOperation<Proof> {
        @Override
        public String name() {
            return "audit.consistency";
        }
    }

    /// @param leafHash null for a consistency proof
    /// @param checkpoint signed note whose tree size is `size`, or the newest
    record Proof(long index, long size, byte @Nullable [] leafHash, List<byte[]> hashes, byte[] checkpoint) {}

    /// Verifies the whole log on the server: leaves, tree, checkpoints, gaps.
    record VerifyLog() implements AuditOperation<Verdict> {
        @Override
        public String name() {
            return "audit.verify";
        }
    }

    /// @param firstBad index of the first bad record, or null
    record Verdict(boolean intact, long size, @Nullable Long firstBad, List<String> findings) {}

    /// `vkey` in signed-note form, to check checkpoints with.
    record ReadVerifierKey() implements AuditOperation<String> {
        @Override
        public String name() {
            return "audit.key";
        }
    }
}
