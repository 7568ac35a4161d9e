package fort.store.postgres;

import fort.domain.Fault;
import fort.store.Feed;
import fort.store.Store;
import fort.store.Unit;
import fort.store.sql.Judge;
import fort.store.sql.KeyRange;
import fort.store.sql.RowCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A [Store] in a PostgreSQL database of one environment, which several processes use together.
///
/// ## The order of batches
/// The one row of the revision counter is the order in which batches of all processes are applied. A batch is
/// judged
/// on the counter as this process knows it, and written by one statement that moves the counter from there or does
/// nothing: one round trip and one sync. When another process was quicker, the counter is locked, what that one
/// changed is learned, and the batch is judged again; as long as others keep coming, it is locked at once.
///
/// ## In doubt
/// When the connection is lost while committing, the store opens another one and asks the counter's row which batch
/// of this process was its last. If it cannot ask, the batch stays in doubt and [#recover] settles it.
public final class PostgresStore implements Store {
    private static final int VERIFY_PAGE = 1_000;

    private final PostgresAddress address;
    private final Entrance entrance;
    private final String node;
    private final Readers readers;
    private final News news;
    private final Follower follower;
    private final Lock writing = new ReentrantLock();
    private @Nullable Writer writer;

    /// Others committed since this process's batch before: they will again.
    private boolean crowded;

    /// The counter after the batch in doubt, or 0.
    private long doubtful;

    /// A batch that was reported as a fault is applied.
    private boolean misreported;

    private boolean closed;

    private PostgresStore(PostgresAddress address, Entrance entrance) throws SQLException {
        this.address = address;
        this.entrance = entrance;
        Connection connection = entrance.pass();
        node = Writer.newName(connection);
        Writer first = new Writer(connection, node);
        writer = first;
        news = new News(first.register());
        readers = new Readers(address);
        follower = new Follower(address, node, news, readers);
        follower.start();
    }

    public static PostgresStore open(String url, String user, String password) {
        PostgresAddress address = new PostgresAddress(url, user, password);
        try {
            return new PostgresStore(address, new Entrance(address));
        } catch (SQLException e) {
            throw PostgresFaults.ofOpening(address.location(), e);
        }
    }

    @Override
    public Optional<Row> get(String collection, String key) {
        return readers.get(collection, key);
    }

    @Override
    public List<Row> scan(String collection, String prefix, String after, int limit) {
        RowCheck.requireLimit(limit);
        return readers.scan(collection, KeyRange.of(prefix, after), limit, false);
    }

    @Override
    public List<Row> scanBackwards(String collection, String prefix, int limit) {
        RowCheck.requireLimit(limit);
        return readers.scan(collection, KeyRange.of(prefix, ""), limit, true);
    }

    @Override
    public long count(String collection) {
        return readers.count(collection);
    }

    @Override
    public List<String> collections() {
        return readers.collections();
    }

    @Override
    public List<Long> commit(List<Unit> units, Closing closing) {
        writing.lock();
        try {
            Writer current = certainWriter();
            if (misreported) {
                throw new Fault(
                        Fault.Code.STORE_UNAVAILABLE,
                        "the store has to be read again",
                        "a batch reported as failed was applied; recover() and read again");
            }
            List<Long> results = crowded ? null : commitHopefully(current, units, closing);
            return results == null ? commitSurely(current, units, closing) : results;
        } catch (SQLException e) {
            throw PostgresFaults.of("committing", e);
        } finally {
            writing.unlock();
        }
    }

    /// @return null when nothing was written, because another process was quicker or a condition does not hold
    private @Nullable List<Long> commitHopefully(Writer current, List<Unit> units, Closing closing)
            throws SQLException {
        long base = news.known();
        Map<Judge.Place, Long> expected = Judge.expectations(units);
        Judge.Verdict verdict =
                Judge.judge(units, closing, base, place -> expected.getOrDefault(place, 0L), news::overtook);
        if (verdict.head() == base) {
            return expected.isEmpty() ? verdict.results() : null;
        }
        boolean written;
        doubtful = verdict.head();
        try {
            written = current.writeHopefully(verdict, base, expected, follower.others());
        } catch (SQLException e) {
            written = settleAfter(current, e);
        }
        doubtful = 0;
        if (written) {
            news.committed(verdict.head());
        }
        return written ? verdict.results() : null;
    }

    private List<Long> commitSurely(Writer current, List<Unit> units, Closing closing) throws SQLException {
        boolean begun = false;
        long known = news.known();
        try {
            Writer.Locked locked = current.lock(known, Judge.conditions(units));
            long base = locked.changes().head();
            crowded = base != known;
            news.heard(locked.changes());
            Judge.Verdict verdict = Judge.judge(
                    units, closing, base, place -> locked.revisions().getOrDefault(place, 0L), news::overtook);
            if (verdict.head() == base) {
                return verdict.results();
            }
            begun = true;
            writeSurely(current, verdict, base);
            return verdict.results();
        } finally {
            if (!begun) {
                rollback(current);
            }
        }
    }

    private void writeSurely(Writer current, Judge.Verdict verdict, long base) throws SQLException {
        doubtful = verdict.head();
        try {
            current.writeSurely(verdict, base);
        } catch (SQLException e) {
            settleAfter(current, e);
        }
        doubtful = 0;
        news.committed(verdict.head());
    }

    /// The connection was lost, or the server refused.
    ///
    /// @return true
    /// @throws SQLException when the batch was not applied, or the server cannot be asked: then it stays in doubt
    private boolean settleAfter(Writer failed, SQLException cause) throws SQLException {
        giveUp(failed);
        certainWriter();
        if (!misreported) {
            throw cause;
        }
        misreported = false;
        return true;
    }

    @Override
    public Feed feed() {
        return follower;
    }

    @Override
    public void recover() {
        writing.lock();
        try {
            certainWriter();
            misreported = false;
        } catch (SQLException e) {
            throw PostgresFaults.of("reconnecting", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void verify() {
        for (String collection : collections()) {
            List<Row> page = scan(collection, "", "", VERIFY_PAGE);
            while (!page.isEmpty()) {
                page = scan(collection, "", page.getLast().key(), VERIFY_PAGE);
            }
        }
    }

    @Override
    public String location() {
        return address.location();
    }

    @Override
    public long sizeBytes() {
        return readers.sizeBytes();
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
            follower.close();
            readers.close();
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } catch (SQLException e) {
            throw PostgresFaults.of("closing", e);
        } finally {
            writing.unlock();
        }
    }

    /// The connection that writes, opened anew when it was lost; then nothing is in doubt any more.
    private Writer certainWriter() throws SQLException {
        if (closed) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the store is closed", address.location() + " is closed");
        }
        Writer current = writer;
        if (current == null) {
            current = new Writer(entrance.pass(), node);
            try {
                if (doubtful != 0) {
                    misreported = current.settle(doubtful);
                    doubtful = 0;
                }
                writer = current;
            } finally {
                if (writer == null) {
                    current.close();
                }
            }
        }
        return current;
    }

    private void rollback(Writer current) {
        try {
            current.rollback();
        } catch (SQLException e) {
            giveUp(current);
        }
    }

    private void giveUp(Writer failed) {
        writer = null;
        try {
            failed.close();
        } catch (SQLException e) {
            // the server ends the transaction when it finds the connection gone
        }
    }
}
