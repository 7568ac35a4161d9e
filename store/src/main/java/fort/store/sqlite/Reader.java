package fort.store.sqlite;

import fort.domain.Fault;
import fort.store.Store;
import fort.store.sql.KeyRange;
import fort.store.sql.RowCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One read connection with its statements, lent to one thread at a time. Each statement reads one snapshot.
final class Reader implements AutoCloseable {
    private static final String COLUMNS = "SELECT key, revision, row_check, bytes FROM fort_row WHERE collection = ? ";

    private final Connection connection;
    private final PreparedStatement get;
    private final PreparedStatement scan;
    private final PreparedStatement scanToEnd;
    private final PreparedStatement back;
    private final PreparedStatement backFromEnd;
    private final PreparedStatement count;
    private final PreparedStatement collections;

    Reader(Connection connection) throws SQLException {
        this.connection = connection;
        get = connection.prepareStatement(COLUMNS + "AND key = ?");
        scan = connection.prepareStatement(COLUMNS + "AND key >= ? AND key < ? ORDER BY key LIMIT ?");
        scanToEnd = connection.prepareStatement(COLUMNS + "AND key >= ? ORDER BY key LIMIT ?");
        back = connection.prepareStatement(COLUMNS + "AND key >= ? AND key < ? ORDER BY key DESC LIMIT ?");
        backFromEnd = connection.prepareStatement(COLUMNS + "AND key >= ? ORDER BY key DESC LIMIT ?");
        count = connection.prepareStatement("SELECT count(*) FROM fort_row WHERE collection = ?");
        collections = connection.prepareStatement("""
                WITH RECURSIVE name (value) AS (
                    SELECT min(collection) FROM fort_row
                    UNION ALL
                    SELECT (SELECT min(collection) FROM fort_row WHERE collection > name.value)
                    FROM name WHERE name.value IS NOT NULL)
                SELECT value FROM name WHERE value IS NOT NULL""");
    }

    Optional<Store.Row> get(String collection, String key) throws SQLException {
        get.setString(1, collection);
        get.setString(2, key);
        try (ResultSet result = get.executeQuery()) {
            // the key asked for, not the one found, goes into the check: so a wrong index entry is noticed
            return result.next() ? Optional.of(row(collection, key, result)) : Optional.empty();
        }
    }

    List<Store.Row> scan(String collection, KeyRange range, int limit, boolean backwards) throws SQLException {
        String until = range.until();
        PreparedStatement statement =
                backwards ? (until == null ? backFromEnd : back) : (until == null ? scanToEnd : scan);
        int parameter = 1;
        statement.setString(parameter++, collection);
        statement.setString(parameter++, range.from());
        if (until != null) {
            statement.setString(parameter++, until);
        }
        statement.setInt(parameter, limit);
        List<Store.Row> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(row(collection, result.getString(1), result));
            }
        }
        return rows;
    }

    long count(String collection) throws SQLException {
        count.setString(1, collection);
        try (ResultSet result = count.executeQuery()) {
            return result.getLong(1);
        }
    }

    List<String> collections() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet result = collections.executeQuery()) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    /// SQLite's own check of its structure, then each row's checksum.
    void verify() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet result = statement.executeQuery("PRAGMA integrity_check(1)")) {
                String found = result.next() ? result.getString(1) : "nothing";
                if (!"ok".equals(found)) {
                    throw new Fault(Fault.Code.INTEGRITY, "the store is damaged", "integrity_check: " + found);
                }
            }
            try (ResultSet result = statement.executeQuery(
                    "SELECT key, revision, row_check, bytes, collection FROM fort_row NOT INDEXED")) {
                while (result.next()) {
                    row(result.getString(5), result.getString(1), result);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static Store.Row row(String collection, String key, ResultSet result) throws SQLException {
        return RowCheck.checked(collection, key, result.getLong(2), result.getBytes(4), result.getInt(3));
    }
}
