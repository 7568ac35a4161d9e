package fort.store.postgres;

import fort.store.sql.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Lets a process in: sees that the server keeps what it acknowledges, brings the schema up to date, and takes a
/// share of the lock that each process of this program holds as long as it may write.
///
/// Programs before the second schema took that lock alone, so neither kind gets in beside the other; and a
/// schema is
/// changed only while nobody holds a share. Processes that start at the same moment pass here one after the other.
final class Entrance {
    /// The database belongs to one environment, so one number does: "fort" in ASCII.
    private static final long USE = 0x666f7274;

    /// Held while passing.
    private static final long PASSING = USE + 1;

    /// A killed process's connection may take the server a moment to notice; a migration takes longer than that.
    private static final String LOCK_TIMEOUT = "15s";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Schema SCHEMA = new Schema(
            "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'fort_schema'",
            "fort/store/postgres",
            2);

    /// A process that was stopped while it held the counter must not hold up the others: the server ends its
    /// transaction after two seconds.
    ///
    /// Joins are by key and one at a time; a plan made while the table was small must not be one that reads
    /// it whole.
    private static final String SETTINGS = """
            SET synchronous_commit = on; SET lock_timeout = '%s'; SET idle_in_transaction_session_timeout = '2s';
            SET plan_cache_mode = force_generic_plan;
            SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off
            """.formatted(LOCK_TIMEOUT);

    private final PostgresAddress address;

    Entrance(PostgresAddress address) {
        this.address = address;
    }

    /// @return a connection that may write, and keeps others' schema changes away as long as it lasts
    /// @throws fort.domain.Fault with code STORE_REFUSED when another program version uses the database, or
    ///     it would
    ///     not keep what it acknowledges
    Connection pass() throws SQLException {
        Connection connection = address.source().getConnection();
        boolean passed = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            requireDurable(statement);
            lock(statement, "pg_advisory_lock(" + PASSING + ")");
            prepareSchema(connection, statement);
            lock(statement, "pg_advisory_lock_shared(" + USE + ")");
            statement.execute("SELECT pg_advisory_unlock(" + PASSING + ")");
            passed = true;
            return connection;
        } finally {
            if (!passed) {
                connection.close();
            }
        }
    }

    private void prepareSchema(Connection connection, Statement statement) throws SQLException {
        if (SCHEMA.isOld(connection, address.location())) {
            lock(statement, "pg_advisory_lock(" + USE + ")");
            SCHEMA.migrate(address.source(), address.location());
            statement.execute("SELECT pg_advisory_unlock(" + USE + ")");
        }
    }

    private void requireDurable(Statement statement) throws SQLException {
        for (String setting : List.of("fsync", "full_page_writes")) {
            try (ResultSet result = statement.executeQuery("SHOW " + setting)) {
                if (result.next() && result.getString(1).equals("off")) {
                    throw PostgresFaults.refused(
                            address.location(), "the server runs with " + setting + " = off; set it to on");
                }
            }
        }
    }

    private void lock(Statement statement, String lock) throws SQLException {
        try {
            statement.execute("SELECT " + lock);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw PostgresFaults.refused(
                        address.location(),
                        "the database is in use by a Fort of another version; stop it first, or give this environment"
                                + " its own database");
            }
            throw e;
        }
    }
}
