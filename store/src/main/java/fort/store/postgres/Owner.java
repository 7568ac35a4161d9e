package fort.store.postgres;

import fort.store.Store;
import fort.store.Unit;
import fort.store.sql.Judge;
import fort.store.sql.RowCheck;
import fort.store.sql.Schema;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one connection that writes. It also holds the lock that makes this process the owner, so that whoever lost
/// the lock cannot write: the two end together. Not thread-safe.
///
/// A batch takes three round trips: lock the counter and read the revisions that are asked for; write rows and
/// counter; commit.
final class Owner implements AutoCloseable {
    /// The database belongs to one environment, so one number does: "fort" in ASCII.
    private static final long LOCK = 0x666f7274;

    /// A killed process's connection may take the server a moment to notice.
    private static final String LOCK_TIMEOUT = "5s";

    private static final Schema SCHEMA = new Schema(
            "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'fort_schema'",
            "fort/store/postgres");

    private static final String HEAD = "SELECT revision FROM fort_head FOR UPDATE";
    private static final String REVISIONS = """
            SELECT collection, key, revision FROM fort_row
            JOIN unnest(?::text[], ?::text[]) AS asked (c, k) ON collection = c AND key = k""";
    private static final String PUT = """
            INSERT INTO fort_row (collection, key, revision, row_check, bytes)
            SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::integer[], ?::bytea[])
            ON CONFLICT (collection, key) DO UPDATE
            SET revision = excluded.revision, row_check = excluded.row_check, bytes = excluded.bytes""";
    private static final String DELETE = """
            DELETE FROM fort_row USING unnest(?::text[], ?::text[]) AS gone (c, k) WHERE collection = c AND key = k""";
    private static final String SET_HEAD = "UPDATE fort_head SET revision = ?";

    private final Connection connection;

    private Owner(Connection connection) {
        this.connection = connection;
    }

    /// @throws fort.domain.Fault with code STORE_REFUSED when another process owns the database, or it would not
    ///     keep what it acknowledges
    static Owner take(PostgresAddress address) throws SQLException {
        Connection connection = address.source().getConnection();
        boolean taken = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = on");
            statement.execute("SET lock_timeout = '" + LOCK_TIMEOUT + "'");
            requireDurable(statement, address);
            lock(statement, address);
            statement.execute("SET lock_timeout = 0");
            SCHEMA.prepare(connection, address.source(), address.location());
            connection.setAutoCommit(false);
            taken = true;
            return new Owner(connection);
        } finally {
            if (!taken) {
                connection.close();
            }
        }
    }

    private static void requireDurable(Statement statement, PostgresAddress address) throws SQLException {
        for (String setting : List.of("fsync", "full_page_writes")) {
            try (ResultSet result = statement.executeQuery("SHOW " + setting)) {
                if (result.next() && result.getString(1).equals("off")) {
                    throw PostgresFaults.refused(
                            address.location(), "the server runs with " + setting + " = off; set it to on");
                }
            }
        }
    }

    private static void lock(Statement statement, PostgresAddress address) throws SQLException {
        try {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
        } catch (SQLException e) {
            if ("55P03".equals(e.getSQLState())) { // lock_not_available
                throw PostgresFaults.refused(
                        address.location(),
                        "the database is in use by another Fort; stop it first, or give this environment its own database");
            }
            throw e;
        }
    }

    long head() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(HEAD)) {
            long head = result.next() ? result.getLong(1) : 0;
            connection.rollback();
            return head;
        }
    }

    /// Writes all of a batch in the open transaction, without committing.
    Judge.Verdict write(List<Unit> units, Store.Closing closing) throws SQLException {
        Map<Judge.Place, Long> revisions = new HashMap<>();
        long head = read(Judge.conditions(units), revisions);
        Judge.Verdict verdict = Judge.judge(units, closing, head, place -> revisions.getOrDefault(place, 0L));
        if (verdict.head() != head) {
            write(verdict);
        }
        return verdict;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /// The second statement takes its snapshot after the first got the counter's lock: it sees what the last
    /// committer did.
    private long read(Set<Judge.Place> asked, Map<Judge.Place, Long> revisions) throws SQLException {
        String query = asked.isEmpty() ? HEAD : HEAD + ';' + REVISIONS;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            if (!asked.isEmpty()) {
                statement.setArray(1, texts(asked.stream().map(Judge.Place::collection)));
                statement.setArray(2, texts(asked.stream().map(Judge.Place::key)));
            }
            statement.execute();
            long head = headOf(statement);
            if (statement.getMoreResults()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        revisions.put(new Judge.Place(result.getString(1), result.getString(2)), result.getLong(3));
                    }
                }
            }
            return head;
        }
    }

    private static long headOf(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private void write(Judge.Verdict verdict) throws SQLException {
        List<Judge.Final> puts = new ArrayList<>();
        List<Judge.Place> deletes = new ArrayList<>();
        for (Judge.Final row : verdict.rows()) {
            if (row.bytes() == null) {
                deletes.add(row.place());
            } else {
                puts.add(row);
            }
        }
        StringBuilder query = new StringBuilder();
        if (!puts.isEmpty()) {
            query.append(PUT).append(';');
        }
        if (!deletes.isEmpty()) {
            query.append(DELETE).append(';');
        }
        try (PreparedStatement statement =
                connection.prepareStatement(query.append(SET_HEAD).toString())) {
            int parameter = puts.isEmpty() ? 1 : bind(statement, puts);
            if (!deletes.isEmpty()) {
                statement.setArray(parameter++, texts(deletes.stream().map(Judge.Place::collection)));
                statement.setArray(parameter++, texts(deletes.stream().map(Judge.Place::key)));
            }
            statement.setLong(parameter, verdict.head());
            statement.execute();
        }
    }

    private int bind(PreparedStatement statement, List<Judge.Final> puts) throws SQLException {
        int count = puts.size();
        Long[] revisions = new Long[count];
        Integer[] checks = new Integer[count];
        byte[][] contents = new byte[count][];
        for (int i = 0; i < count; i++) {
            Judge.Final row = puts.get(i);
            byte @Nullable [] bytes = row.bytes();
            contents[i] = bytes == null ? new byte[0] : bytes;
            revisions[i] = row.revision();
            checks[i] = RowCheck.of(row.place().collection(), row.place().key(), row.revision(), contents[i]);
        }
        statement.setArray(1, texts(puts.stream().map(row -> row.place().collection())));
        statement.setArray(2, texts(puts.stream().map(row -> row.place().key())));
        statement.setArray(3, connection.createArrayOf("bigint", revisions));
        statement.setArray(4, connection.createArrayOf("integer", checks));
        statement.setArray(5, connection.createArrayOf("bytea", contents));
        return 6;
    }

    private Array texts(java.util.stream.Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray(String[]::new));
    }
}
