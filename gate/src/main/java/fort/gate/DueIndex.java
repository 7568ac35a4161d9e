package fort.gate;

import fort.domain.SecretHead;
import fort.store.Change;
import fort.store.Codec;
import fort.store.Collection;
import fort.store.Rows;
import fort.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which secret is to be looked at next, and when: rows `<seconds, 16 hex digits>/<mount id>/<path>` whose order is
/// the
/// order of time, so that a tick reads what is due and nothing else, however many secrets there are.
///
/// ## What must always hold
/// A secret is filed under a time that is not later than the first at which there is something to do. The head
/// remembers
/// that time, so that the row can be found again; both are written in one transaction. A row whose time is not its
/// head's is a leftover that the next look removes.
///
/// ## Why writes are cheap
/// A write of a secret mostly moves its next time out; then the row stays where it is. The look that comes too early
/// files the secret anew.
final class DueIndex {
    /// What a row says is all in its key; sealed, so that who holds the store cannot make one.
    static final Collection<byte[]> DUE = new Collection<>("rotation_due", Codec.bytes(), true, false);

    private static final byte[] NOTHING = {};
    private static final int TIME_LENGTH = 16;

    private DueIndex() {}

    record Due(Instant time, String secret, long revision) {}

    /// Keys of due rows sort as their times do; times before 1970 are as good as 1970.
    static String key(Instant time, String secret) {
        return HexFormat.of().toHexDigits(Math.max(0, time.getEpochSecond())) + "/" + secret;
    }

    /// The head to be stored instead of `head`, after adding what the index needs. Called wherever a head changes.
    ///
    /// @param key of the head's row
    static SecretHead file(Interior interior, String key, SecretHead head, List<Change> changes) {
        RotationRow row = RotationPlans.row(interior, key);
        Instant due = RotationPlans.due(interior, key, head, row);
        Instant filed = head.dueTime();
        if (due == null || (filed != null && !wholeSeconds(due).isBefore(filed))) {
            return head;
        }
        return move(interior, key, head, due, changes);
    }

    /// Like [#file], but to exactly the time at which there is something to do: for a look, and for what changes a
    /// job.
    static SecretHead refile(Interior interior, String key, SecretHead head, RotationRow row, List<Change> changes) {
        return move(interior, key, head, RotationPlans.due(interior, key, head, row), changes);
    }

    static SecretHead move(
            Interior interior, String key, SecretHead head, @Nullable Instant due, List<Change> changes) {
        Instant next = due == null ? null : wholeSeconds(due);
        if (java.util.Objects.equals(next, head.dueTime())) {
            return head;
        }
        remove(interior, key, head, changes);
        if (next != null) {
            changes.add(interior.rows().put(DUE, key(next, key), NOTHING, Change.ANY));
        }
        return head.withDueTime(next);
    }

    static void remove(Interior interior, String key, SecretHead head, List<Change> changes) {
        Instant filed = head.dueTime();
        if (filed != null) {
            changes.add(interior.rows().delete(DUE, key(filed, key), Change.ANY));
        }
    }

    /// The end of the second it lies in: a look that came some milliseconds too early would have to come again.
    private static Instant wholeSeconds(Instant time) {
        return Instant.ofEpochSecond(Math.max(0, time.plusNanos(999_999_999).getEpochSecond()));
    }

    /// Rows whose time has come, soonest first.
    static List<Due> until(Interior interior, Instant until, String after, int limit) {
        List<Due> due = new ArrayList<>();
        for (Store.Row row : interior.rows().store().scan(DUE.name(), "", after, limit)) {
            Due parsed = parse(row);
            if (parsed.time().isAfter(until)) {
                break;
            }
            due.add(parsed);
        }
        return due;
    }

    static Optional<Rows.Entry<byte[]>> row(Interior interior, Instant time, String secret) {
        return interior.rows().get(DUE, key(time, secret));
    }

    private static Due parse(Store.Row row) {
        long seconds = HexFormat.fromHexDigitsToLong(row.key(), 0, TIME_LENGTH);
        return new Due(Instant.ofEpochSecond(seconds), row.key().substring(TIME_LENGTH + 1), row.revision());
    }
}
