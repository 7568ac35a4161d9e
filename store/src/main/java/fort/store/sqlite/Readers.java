package fort.store.sqlite;

import fort.domain.Fault;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A few read connections, opened as needed and then kept. A reader that met an I/O fault is thrown away.
final class Readers implements AutoCloseable {
    private static final int WAIT_SECONDS = 10;

    @FunctionalInterface
    interface Query<T> {
        T on(Reader reader) throws SQLException;
    }

    private final Connector connector;
    private final BlockingQueue<Slot> idle = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    Readers(Connector connector, int count) {
        this.connector = connector;
        for (int i = 0; i < count; i++) {
            idle.add(new Slot());
        }
    }

    <T> T query(Query<T> query) {
        Slot slot = take();
        try {
            return query.on(slot.reader());
        } catch (SQLException e) {
            slot.discard();
            throw SqliteFaults.of("reading", e);
        } finally {
            giveBack(slot);
        }
    }

    private Slot take() {
        Slot slot = null;
        try {
            slot = closed ? null : idle.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (slot == null) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the store cannot be read now", "no read connection free");
        }
        return slot;
    }

    private void giveBack(Slot slot) {
        idle.add(slot);
        if (closed) {
            discardIdle();
        }
    }

    @Override
    public void close() {
        closed = true;
        discardIdle();
    }

    private void discardIdle() {
        List<Slot> slots = new ArrayList<>();
        idle.drainTo(slots);
        slots.forEach(Slot::discard);
    }

    /// The right to one connection, which may not be open yet. Held by one thread at a time.
    private final class Slot {
        private final List<Reader> open = new ArrayList<>(1);

        Reader reader() throws SQLException {
            if (open.isEmpty()) {
                open.add(new Reader(connector.reader()));
            }
            return open.getFirst();
        }

        void discard() {
            for (Reader reader : open) {
                try {
                    reader.close();
                } catch (SQLException e) {
                    // it is being thrown away
                }
            }
            open.clear();
        }
    }
}
