package fort.store.postgres;

import fort.store.sql.Judge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The one connection of this process that writes. Not thread-safe.
///
/// - *Hopefully*: one round trip. The batch was judged on the counter as this process knows it and on the revisions
///   its conditions expect; the statement writes nothing when either is not so.
/// - *Surely*: two. The counter's row is locked and what others changed is read along; then the batch is
///   written and
///   the transaction ended with one message.
final class Writer implements AutoCloseable {
    /// The second statement takes its snapshot after the first got the counter: it sees what the last one did.
    private static final String LOCK = "SELECT FROM fort_head FOR UPDATE;" + Changes.ASK;

    private static final String REVISIONS = """
            ;SELECT collection, key, revision FROM fort_row
            JOIN unnest(?::text[], ?::text[]) AS asked (c, k) ON collection = c AND key = k""";
    private static final String REGISTER = """
            UPDATE fort_head SET committed = jsonb_build_object(?::text, revision) || coalesce(
                (SELECT jsonb_object_agg(key, value) FROM (
                    SELECT key, value FROM jsonb_each(committed) ORDER BY value::bigint DESC LIMIT 63) AS kept), '{}')
            RETURNING revision""";
    private static final String SETTLE = "SELECT (committed->>?)::bigint FROM fort_head FOR UPDATE";

    /// No statement that was sent on a lost connection finds the counter where it expected it after this.
    private static final String FENCE = "UPDATE fort_head SET revision = revision + 1";

    private static final long PRUNED = -1;

    private final Connection connection;
    private final String node;
    private final BatchStatement batch;

    Writer(Connection connection, String node) {
        this.connection = connection;
        this.node = node;
        this.batch = new BatchStatement(connection, node);
    }

    /// A name for this process as long as it lives; the server makes it, so that no two are the same.
    static String newName(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT gen_random_uuid()::text")) {
            result.next();
            return result.getString(1);
        }
    }

    /// Enters this process into the counter's row, where 63 others are remembered.
    ///
    /// @return the counter
    long register() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REGISTER)) {
            statement.setString(1, node);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /// @param telling whether another process is there to be notified
    /// @return whether it was written and is durable
    boolean writeHopefully(Judge.Verdict verdict, long base, Map<Judge.Place, Long> conditions, boolean telling)
            throws SQLException {
        return batch.write(verdict, base, conditions, telling, "");
    }

    /// What the counter is now that nobody else can move it, and what others did since `known`.
    record Locked(Changes changes, Map<Judge.Place, Long> revisions) {}

    /// Begins a transaction that ends with [#writeSurely] or [#rollback].
    Locked lock(long known, Collection<Judge.Place> asked) throws SQLException {
        connection.setAutoCommit(false);
        String query = asked.isEmpty() ? LOCK : LOCK + REVISIONS;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, known);
            statement.setString(2, node);
            if (!asked.isEmpty()) {
                Parameters parameters = new Parameters(statement, 2);
                parameters.add(
                        "text", asked.stream().map(Judge.Place::collection).toArray(String[]::new));
                parameters.add("text", asked.stream().map(Judge.Place::key).toArray(String[]::new));
            }
            statement.execute();
            statement.getMoreResults();
            Changes changes;
            try (ResultSet result = statement.getResultSet()) {
                changes = Changes.read(known, result);
            }
            Map<Judge.Place, Long> revisions = new HashMap<>();
            if (statement.getMoreResults()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        revisions.put(new Judge.Place(result.getString(1), result.getString(2)), result.getLong(3));
                    }
                }
            }
            return new Locked(changes, revisions);
        }
    }

    /// Writes the batch and commits. When it throws, the batch is in doubt.
    void writeSurely(Judge.Verdict verdict, long base) throws SQLException {
        if (!batch.write(verdict, base, Map.of(), true, "; COMMIT")) {
            throw new SQLException("the locked counter was moved");
        }
        connection.setAutoCommit(true);
    }

    void rollback() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /// After a connection was lost while committing: whether this process's batch up to `head` was applied. If not,
    /// it never will be.
    ///
    /// @throws SQLException also when so many others came since that the trace is gone
    boolean settle(long head) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement ask = connection.prepareStatement(SETTLE);
                Statement fence = connection.createStatement()) {
            ask.setString(1, node);
            long last;
            try (ResultSet result = ask.executeQuery()) {
                last = result.next() && result.getObject(1) != null ? result.getLong(1) : PRUNED;
            }
            if (last == PRUNED) {
                throw new SQLException(
                        "it is no longer known whether the last batch was applied; restart this process");
            }
            if (last != head) {
                fence.executeUpdate(FENCE);
            }
            connection.commit();
            return last == head;
        } finally {
            if (!connection.isClosed()) {
                rollback();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
