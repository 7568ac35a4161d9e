package fort.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fort.domain.Fault;
import fort.store.Store;
import fort.store.sql.KeyRange;
import fort.store.sql.RowCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads through a pool of connections; each query sees one snapshot.
final class Readers implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 8;
    private static final int WAIT_MILLISECONDS = 5_000;
    private static final String COLUMNS = "SELECT key, revision, row_check, bytes FROM fort_row WHERE collection = ? ";
    private static final String COLLECTIONS = """
            WITH RECURSIVE name (value) AS (
                SELECT min(collection) FROM fort_row
                UNION ALL
                SELECT (SELECT min(collection) FROM fort_row WHERE collection > name.value)
                FROM name WHERE name.value IS NOT NULL)
            SELECT value FROM name WHERE value IS NOT NULL""";

    @FunctionalInterface
    interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    private final HikariDataSource pool;

    Readers(PostgresAddress address) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(address.source());
        config.setPoolName("fort-readers");
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLISECONDS);
        config.setReadOnly(true);
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    Optional<Store.Row> get(String collection, String key) {
        return query(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS + "AND key = ?")) {
                statement.setString(1, collection);
                statement.setString(2, key);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next() ? Optional.of(row(collection, key, result)) : Optional.empty();
                }
            }
        });
    }

    List<Store.Row> scan(String collection, KeyRange range, int limit, boolean backwards) {
        String until = range.until();
        String text = COLUMNS + "AND key >= ? " + (until == null ? "" : "AND key < ? ") + "ORDER BY key "
                + (backwards ? "DESC " : "") + "LIMIT ?";
        return query(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                int parameter = 1;
                statement.setString(parameter++, collection);
                statement.setString(parameter++, range.from());
                if (until != null) {
                    statement.setString(parameter++, until);
                }
                statement.setInt(parameter, limit);
                return rows(collection, statement);
            }
        });
    }

    long count(String collection) {
        return query(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT count(*) FROM fort_row WHERE collection = ?")) {
                statement.setString(1, collection);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next() ? result.getLong(1) : 0L;
                }
            }
        });
    }

    List<String> collections() {
        return query(connection -> {
            List<String> names = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(COLLECTIONS);
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    names.add(result.getString(1));
                }
            }
            return names;
        });
    }

    long sizeBytes() {
        return query(connection -> {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT pg_database_size(current_database())");
                    ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : -1L;
            }
        });
    }

    @Override
    public void close() {
        pool.close();
    }

    <T> T query(Query<T> query) {
        if (pool.isClosed()) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the store is closed", "the pool is closed");
        }
        try (Connection connection = pool.getConnection()) {
            return query.on(connection);
        } catch (SQLException e) {
            throw PostgresFaults.of("reading", e);
        }
    }

    private static List<Store.Row> rows(String collection, PreparedStatement statement) throws SQLException {
        List<Store.Row> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(row(collection, result.getString(1), result));
            }
        }
        return rows;
    }

    private static Store.Row row(String collection, String key, ResultSet result) throws SQLException {
        return RowCheck.checked(collection, key, result.getLong(2), result.getBytes(4), result.getInt(3));
    }
}
