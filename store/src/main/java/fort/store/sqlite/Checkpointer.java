package fort.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what was committed from the write-ahead file into the database, on its own thread, so that no commit
/// pays for it.
///
/// A passive checkpoint blocks nobody, but a file that is written all the time never empties: there is always a
/// frame newer than the checkpoint. So passes follow each other until little was written during the last one;
/// then one more runs with the writer held, finds little to do, and the next commit starts the file over.
final class Checkpointer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    /// With less than this left, the writer is held for about a millisecond.
    private static final long LITTLE_BYTES = 1 << 20;

    private static final int PASSES_MAX = 5;

    private final Connector connector;
    private final Lock writing;
    private final long triggerBytes;
    private final Semaphore due = new Semaphore(0);
    private final Thread thread;
    private final AtomicLong bytesWritten = new AtomicLong();
    private long bytesAtTrigger;
    private volatile boolean closed;

    Checkpointer(Connector connector, Lock writing, long triggerBytes) {
        this.connector = connector;
        this.writing = writing;
        this.triggerBytes = triggerBytes;
        thread = Thread.ofPlatform().daemon().name("fort-checkpoint").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// To be called with the writing lock held.
    void written(long bytes) {
        long now = bytesWritten.addAndGet(bytes);
        if (now - bytesAtTrigger >= triggerBytes) {
            bytesAtTrigger = now;
            due.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        due.release();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            due.acquireUninterruptibly();
            due.drainPermits();
            if (closed) {
                return;
            }
            try (Connection connection = connector.checkpointer();
                    Statement statement = connection.createStatement()) {
                checkpoint(statement);
            } catch (SQLException e) {
                // nothing is lost: the frames stay where they are, and the writer checkpoints itself when they
                // become too many
                LOG.warn("checkpoint failed: {}", e.getMessage());
            }
        }
    }

    private void checkpoint(Statement statement) throws SQLException {
        for (int pass = 0; pass < PASSES_MAX; pass++) {
            long before = bytesWritten.get();
            passive(statement);
            if (bytesWritten.get() - before < LITTLE_BYTES) {
                break;
            }
        }
        writing.lock();
        try {
            passive(statement);
        } finally {
            writing.unlock();
        }
    }

    private static void passive(Statement statement) throws SQLException {
        statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)").close();
    }
}
