package fort.audit;

import fort.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The whole verification of a log in its store: tree, tiles, every stored checkpoint and its signature, and,
/// with the keys, each record.
final class StoredVerification {
    /// Records are decided side by side, so a little disorder is natural; more than this is a clock that is
    /// off.
    private static final Duration SKEW_MAX = Duration.ofSeconds(5);

    private static final int PAGE = 1000;

    private StoredVerification() {}

    static VerificationReport run(
            Store store, String origin, LogKeys keys, Checkpoints checkpoints, long size, LongConsumer progress) {
        List<Checkpoint> signed = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        checkpoints(store, checkpoints, signed, findings);
        RecordOpening opening = new RecordOpening(new Opener(origin, keys.sealingKeyOfMonth()));
        VerificationReport report = new LogVerifier(new LogTiles(store, size), size, signed, opening, progress).run();
        findings.addAll(report.findings());
        return new VerificationReport(size, report.firstBad(), findings, report.notices());
    }

    private static void checkpoints(
            Store store, Checkpoints checkpoints, List<Checkpoint> signed, List<String> findings) {
        List<Store.Row> page = store.scan(LogRows.CHECKPOINT, "", "", PAGE);
        while (!page.isEmpty()) {
            for (Store.Row row : page) {
                Optional<Checkpoints.Signed> read = checkpoints.read(row.bytes());
                if (read.isPresent()
                        && LogRows.key(read.get().checkpoint().size()).equals(row.key())) {
                    signed.add(read.get().checkpoint());
                } else {
                    findings.add("the stored checkpoint " + row.key() + " is not signed by this log's key");
                }
            }
            page = store.scan(LogRows.CHECKPOINT, "", page.getLast().key(), PAGE);
        }
    }

    private static final class RecordOpening implements LogVerifier.RecordCheck {
        private final Opener opener;
        private Instant latest = Instant.MIN;

        RecordOpening(Opener opener) {
            this.opener = opener;
        }

        @Override
        public Optional<String> check(long index, byte[] bytes, int at, int length, List<String> notices) {
            LoggedRecord opened = opener.open(index, bytes, at, length);
            if (opened == null) {
                return Optional.of("record " + index + " does not open at its place");
            }
            Instant time = opened.record().time();
            if (latest.isAfter(time.plus(SKEW_MAX)) && notices.size() < VerificationReport.NOTICES_MAX) {
                notices.add("record " + index + " is older than one before it: " + time + " after " + latest);
            }
            latest = time.isAfter(latest) ? time : latest;
            return Optional.empty();
        }
    }
}
