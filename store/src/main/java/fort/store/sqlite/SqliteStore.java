package fort.store.sqlite;

import fort.domain.Fault;
import fort.store.Store;
import fort.store.Unit;
import fort.store.sql.Judge;
import fort.store.sql.KeyRange;
import fort.store.sql.RowCheck;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A [Store] in one SQLite file: write-ahead log, every commit synced, one connection that writes and a few that
/// read.
///
/// After a commit that failed in SQLite, the writing connection is thrown away and its successor must find the
/// counter where the last acknowledged commit left it. The readers stay open meanwhile, so SQLite's index of the
/// write-ahead file survives and the frames of the failed commit, which may be on the disk, are overwritten
/// instead of being taken for committed.
public final class SqliteStore implements Store {
    private final StoreFolder folder;
    private final Connector connector;
    private final Lock writing = new ReentrantLock();
    private final Readers readers;
    private final Checkpointer checkpointer;
    private @Nullable Writer writer;
    private long head;
    private boolean doubtful;
    private boolean closed;

    private SqliteStore(StoreFolder folder, SqliteOptions options) throws SQLException {
        this.folder = folder;
        connector = new Connector(folder.database(), options);
        connector.prepareSchema();
        Writer first = new Writer(connector.writer());
        writer = first;
        head = first.head();
        readers = new Readers(connector, options.readers());
        checkpointer = new Checkpointer(connector, writing, options.checkpointBytes());
    }

    public static SqliteStore open(Path path, SqliteOptions options) {
        StoreFolder folder = StoreFolder.own(path);
        try {
            WalFile.requireWhole(folder.log());
            SqliteStore store = new SqliteStore(folder, options);
            store.readers.query(reader -> reader.get("x", "x")); // keeps the write-ahead file's index alive, see above
            store.checkpointer.start();
            return store;
        } catch (SQLException e) {
            folder.close();
            throw SqliteFaults.of("opening " + folder.database(), e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public Optional<Row> get(String collection, String key) {
        return readers.query(reader -> reader.get(collection, key));
    }

    @Override
    public List<Row> scan(String collection, String prefix, String after, int limit) {
        RowCheck.requireLimit(limit);
        return readers.query(reader -> reader.scan(collection, KeyRange.of(prefix, after), limit, false));
    }

    @Override
    public List<Row> scanBackwards(String collection, String prefix, int limit) {
        RowCheck.requireLimit(limit);
        return readers.query(reader -> reader.scan(collection, KeyRange.of(prefix, ""), limit, true));
    }

    @Override
    public long count(String collection) {
        return readers.query(reader -> reader.count(collection));
    }

    @Override
    public List<String> collections() {
        return readers.query(Reader::collections);
    }

    @Override
    public List<Long> commit(List<Unit> units, Closing closing) {
        writing.lock();
        try {
            Writer current = certainWriter();
            boolean done = false;
            try {
                Judge.Verdict verdict = current.commit(units, closing);
                done = true;
                head = verdict.head();
                checkpointer.written(bytesOf(verdict));
                return verdict.results();
            } finally {
                if (!done) {
                    giveUp(current);
                }
            }
        } catch (SQLException e) {
            throw SqliteFaults.of("committing", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void recover() {
        writing.lock();
        try {
            certainWriter();
        } catch (SQLException e) {
            throw SqliteFaults.of("reopening", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void verify() {
        readers.query(reader -> {
            reader.verify();
            return true;
        });
    }

    @Override
    public String location() {
        return folder.database().toString();
    }

    @Override
    public long sizeBytes() {
        return folder.sizeBytes();
    }

    @Override
    public void close() {
        checkpointer.close();
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            readers.close();
            if (writer != null) {
                writer.close(); // the last connection to close empties the write-ahead file
            }
        } catch (SQLException e) {
            throw SqliteFaults.of("closing", e);
        } finally {
            writing.unlock();
            folder.close();
        }
    }

    private Writer certainWriter() throws SQLException {
        if (closed) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the store is closed", folder.database() + " is closed");
        }
        Writer current = writer;
        if (current == null) {
            current = new Writer(connector.writer());
            writer = current;
        }
        if (doubtful) {
            requireHead(current.head());
            current.startLogOver();
            doubtful = false;
        }
        return current;
    }

    private void requireHead(long found) {
        if (found != head) {
            throw new Fault(
                    Fault.Code.INTEGRITY,
                    "the store is damaged",
                    "after a failed commit the counter is " + found + " and must be " + head);
        }
    }

    /// Whatever failed, nothing of this transaction may be acknowledged by a later commit of the same connection.
    private void giveUp(Writer failed) {
        writer = null;
        doubtful = true;
        try (failed) {
            failed.rollback();
        } catch (SQLException e) {
            // SQLite has rolled back itself, or will when the connection closes
        }
    }

    private static long bytesOf(Judge.Verdict verdict) {
        long bytes = SqliteOptions.PAGE_BYTES;
        for (Judge.Final row : verdict.rows()) {
            byte[] content = row.bytes();
            bytes += SqliteOptions.PAGE_BYTES + (content == null ? 0 : content.length);
        }
        return bytes;
    }
}
