package fort.gate;

import fort.audit.Appender;
import fort.audit.AuditRecord;
import fort.store.Change;
import fort.store.Codec;
import fort.store.Collection;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// Records of acts in a sealed chamber: rows that wait, without any secret in them, until the log can be written.
///
/// Not thread-safe: the chamber's lock is held around each call.
final class PendingRecords {
    /// Records kept while sealed; later ones are counted, so that a flood cannot fill the disk. The count is one
    /// record when the chamber opens; a restart before that forgets it.
    static final int RECORDS_MAX = 10_000;

    private static final int PAGE = 500;
    private static final Collection<AuditRecord> PENDING =
            new Collection<>("log_pending", Codec.json(AuditRecord.class), false, false);

    private final Rows rows;
    private final String suffix;
    private long sequence;
    private long dropped;

    /// @param suffix of the keys, so that two processes never choose the same one
    PendingRecords(Rows rows, String suffix) {
        this.rows = rows;
        this.suffix = suffix;
    }

    Change put(AuditRecord record) {
        String key = "%019d-%06d-%s".formatted(record.time().toEpochMilli(), sequence++, suffix);
        return rows.put(PENDING, key, record, Change.ANY);
    }

    /// @return empty when too many wait already, and this one is only counted
    Optional<Change> offer(AuditRecord record) {
        if (dropped > 0 || rows.store().count(PENDING.name()) >= RECORDS_MAX) {
            dropped++;
            return Optional.empty();
        }
        return Optional.of(put(record));
    }

    /// Moves all that wait into the log.
    ///
    /// @param flood the record of so many that were only counted
    void appendTo(Appender log, LongFunction<AuditRecord> flood) {
        for (List<Rows.Entry<AuditRecord>> page = page(); !page.isEmpty(); page = page()) {
            List<Change> deletions = new ArrayList<>();
            List<AuditRecord> records = new ArrayList<>();
            for (Rows.Entry<AuditRecord> entry : page) {
                deletions.add(new Change.Delete(PENDING.name(), entry.key(), entry.revision()));
                records.add(entry.value());
            }
            log.append(deletions, records);
        }
        if (dropped > 0) {
            log.append(List.of(), List.of(flood.apply(dropped)));
            dropped = 0;
        }
    }

    private List<Rows.Entry<AuditRecord>> page() {
        return rows.scan(PENDING, "", "", PAGE);
    }
}
