package fort.store.postgres;

import fort.domain.Fault;
import fort.store.Feed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;

/// Hears what other processes commit: waits for their notification, and asks anyway a few times a second, on a
/// connection of its own. An answer older than a second does not count: [#current] is false then.
final class Follower implements Feed, AutoCloseable {
    static final String APPLICATION = "fort-follower";

    private static final int POLL_MILLIS = 300;
    private static final long CURRENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// Between two questions, however many notifications come.
    private static final int PAUSE_MILLIS = 10;

    private static final int RECONNECT_MILLIS = 200;
    private static final int ANSWER_SECONDS = 1;
    private static final long PRUNE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final String PRUNE = """
            WITH gone AS (
                DELETE FROM fort_change WHERE committed_at < now() - interval '10 minutes' RETURNING revision)
            UPDATE fort_head SET pruned = greatest(pruned, (SELECT max(revision) FROM gone))
            WHERE EXISTS (SELECT FROM gone)""";

    private final PostgresAddress address;
    private final String node;
    private final News news;
    private final Readers readers;
    private final Thread thread;
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean others = true;
    private volatile boolean closed;
    private long prunedNanos = System.nanoTime();

    Follower(PostgresAddress address, String node, News news, Readers readers) {
        this.address = address;
        this.node = node;
        this.news = news;
        this.readers = readers;
        thread = Thread.ofPlatform()
                .name("follower " + address.location())
                .daemon()
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public long known() {
        return news.known();
    }

    @Override
    public boolean current() {
        return System.nanoTime() - heardNanos < CURRENT_NANOS;
    }

    @Override
    public boolean catchUp() {
        return readers.query(this::ask);
    }

    @Override
    public void listen(Listener listener) {
        news.listen(listener);
    }

    @Override
    public void ignore(Listener listener) {
        news.ignore(listener);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try (Connection connection = source().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN fort");
                follow(connection);
            } catch (SQLException | Fault e) {
                pause(RECONNECT_MILLIS); // caches are passed by when this lasts
            }
        }
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = address.source();
        source.setApplicationName(APPLICATION);
        source.setConnectTimeout(ANSWER_SECONDS);
        source.setLoginTimeout(ANSWER_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        return source;
    }

    private void follow(Connection connection) throws SQLException {
        PGConnection notifying = connection.unwrap(PGConnection.class);
        while (!closed) {
            long asked = System.nanoTime();
            ask(connection);
            heardNanos = asked;
            prune(connection);
            await(notifying);
        }
    }

    /// Returns when there is something to ask for, or it is time to ask anyway.
    private void await(PGConnection notifying) throws SQLException {
        pause(PAUSE_MILLIS);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
        while (!closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return;
            }
            PGNotification[] heard = notifying.getNotifications((int) left);
            if (heard != null) {
                for (PGNotification one : heard) {
                    if (Long.parseLong(one.getParameter()) > news.known()) {
                        return;
                    }
                }
            }
        }
    }

    /// Whether somebody is there to be told.
    boolean others() {
        return others;
    }

    /// @return whether others changed something
    private boolean ask(Connection connection) throws SQLException {
        long known = news.known();
        try (PreparedStatement statement = connection.prepareStatement(Changes.ASK)) {
            statement.setLong(1, known);
            statement.setString(2, node);
            try (ResultSet result = statement.executeQuery()) {
                Changes changes = Changes.read(known, result);
                news.heard(changes);
                others = changes.listeners() > 1;
                return !changes.isEmpty();
            }
        }
    }

    private void prune(Connection connection) throws SQLException {
        if (System.nanoTime() - prunedNanos > PRUNE_NANOS) {
            prunedNanos = System.nanoTime();
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(PRUNE);
            }
        }
    }

    private void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
