package fort.store.postgres;

import fort.domain.Fault;
import fort.store.Store;
import fort.store.Unit;
import fort.store.sql.Judge;
import fort.store.sql.KeyRange;
import fort.store.sql.RowCheck;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A [Store] in a PostgreSQL database of its own.
///
/// When the connection is lost while committing, the store opens another one and asks the counter whether the
/// batch was applied: owning the lock again means that the lost connection's transaction is over. If it cannot
/// ask, the batch stays in doubt and [#recover] settles it.
public final class PostgresStore implements Store {
    private static final int VERIFY_PAGE = 1_000;

    private final PostgresAddress address;
    private final Readers readers;
    private final Lock writing = new ReentrantLock();
    private @Nullable Owner owner;

    /// The counter as the caller knows it, and as it is if the batch in doubt was applied.
    private long head;

    private long headInDoubt;
    private boolean closed;

    private PostgresStore(PostgresAddress address, Owner owner) throws SQLException {
        this.address = address;
        this.owner = owner;
        head = owner.head();
        headInDoubt = head;
        readers = new Readers(address);
    }

    public static PostgresStore open(String url, String user, String password) {
        PostgresAddress address = new PostgresAddress(url, user, password);
        try {
            return new PostgresStore(address, Owner.take(address));
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
            Owner current = certainOwner();
            if (headInDoubt != head) {
                throw new Fault(
                        Fault.Code.STORE_UNAVAILABLE,
                        "the store has to be read again",
                        "a batch reported as failed was applied; recover() and read again");
            }
            Judge.Verdict verdict = write(current, units, closing);
            if (verdict.head() != head) {
                commit(current, verdict.head());
            } else {
                current.rollback();
            }
            return verdict.results();
        } catch (SQLException e) {
            throw PostgresFaults.of("committing", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void recover() {
        writing.lock();
        try {
            certainOwner();
            head = headInDoubt;
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
            readers.close();
            if (owner != null) {
                owner.close();
                owner = null;
            }
        } catch (SQLException e) {
            throw PostgresFaults.of("closing", e);
        } finally {
            writing.unlock();
        }
    }

    /// The connection that writes, opened anew when it was lost; then [#headInDoubt] tells what the counter is.
    private Owner certainOwner() throws SQLException {
        if (closed) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the store is closed", address.location() + " is closed");
        }
        Owner current = owner;
        if (current == null) {
            current = Owner.take(address);
            long found = current.head();
            if (found != head && found != headInDoubt) {
                current.close();
                throw PostgresFaults.refused(
                        address.location(), "another Fort wrote to the database meanwhile; restart this one");
            }
            headInDoubt = found;
            owner = current;
        }
        return current;
    }

    private Judge.Verdict write(Owner current, List<Unit> units, Closing closing) throws SQLException {
        boolean done = false;
        try {
            Judge.Verdict verdict = current.write(units, closing);
            done = true;
            return verdict;
        } finally {
            if (!done) {
                giveUp(current);
            }
        }
    }

    private void commit(Owner current, long next) throws SQLException {
        headInDoubt = next;
        try {
            current.commit();
        } catch (SQLException e) {
            giveUp(current);
            certainOwner(); // throws when the server is away, and the doubt stays
            if (headInDoubt != next) {
                throw e;
            }
        }
        head = next;
    }

    private void giveUp(Owner failed) {
        owner = null;
        try (failed) {
            failed.rollback();
        } catch (SQLException e) {
            // the server rolls back when the connection ends
        }
    }
}
