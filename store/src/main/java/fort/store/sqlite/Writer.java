package fort.store.sqlite;

import fort.store.Store;
import fort.store.Unit;
import fort.store.sql.Judge;
import fort.store.sql.RowCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The one connection that writes, with its statements. Not thread-safe.
final class Writer implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement head;
    private final PreparedStatement revision;
    private final PreparedStatement put;
    private final PreparedStatement delete;
    private final PreparedStatement setHead;

    Writer(Connection connection) throws SQLException {
        this.connection = connection;
        head = connection.prepareStatement("SELECT revision FROM fort_head");
        revision = connection.prepareStatement("SELECT revision FROM fort_row WHERE collection = ? AND key = ?");
        put = connection.prepareStatement("""
                INSERT INTO fort_row (collection, key, revision, row_check, bytes) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (collection, key) DO UPDATE
                SET revision = excluded.revision, row_check = excluded.row_check, bytes = excluded.bytes""");
        delete = connection.prepareStatement("DELETE FROM fort_row WHERE collection = ? AND key = ?");
        setHead = connection.prepareStatement("UPDATE fort_head SET revision = ?");
    }

    /// Commits, or throws and leaves a transaction to be rolled back.
    Judge.Verdict commit(List<Unit> units, Store.Closing closing) throws SQLException {
        long before = number(head);
        Judge.Verdict verdict;
        try {
            verdict = Judge.judge(units, closing, before, this::revision);
        } catch (Wrapped e) {
            throw e.cause;
        }
        if (verdict.head() == before) {
            connection.rollback(); // every unit was refused: nothing to make durable
            return verdict;
        }
        for (Judge.Final row : verdict.rows()) {
            write(row);
        }
        setHead.setLong(1, verdict.head());
        setHead.executeUpdate();
        connection.commit();
        return verdict;
    }

    /// Outside of a transaction of this connection.
    long head() throws SQLException {
        long number = number(head);
        connection.rollback();
        return number;
    }

    /// Empties the write-ahead file, so that no frame of a failed commit stays behind the good ones (see
    /// [WalFile]).
    ///
    /// @throws SQLException when a reader is in the way for longer than the busy timeout, or the disk still fails
    void startLogOver() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (result.getInt(1) != 0) {
                throw new SQLException("the write-ahead file is in use");
            }
        } finally {
            connection.setAutoCommit(false);
        }
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void write(Judge.Final row) throws SQLException {
        byte[] bytes = row.bytes();
        PreparedStatement statement = bytes == null ? delete : put;
        String collection = row.place().collection();
        String key = row.place().key();
        statement.setString(1, collection);
        statement.setString(2, key);
        if (bytes != null) {
            statement.setLong(3, row.revision());
            statement.setInt(4, RowCheck.of(collection, key, row.revision(), bytes));
            statement.setBytes(5, bytes);
        }
        statement.executeUpdate();
    }

    private long revision(Judge.Place place) {
        try {
            revision.setString(1, place.collection());
            revision.setString(2, place.key());
            return number(revision);
        } catch (SQLException e) {
            throw new Wrapped(e);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /// Carries a checked exception through [Judge].
    private static final class Wrapped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException cause;

        Wrapped(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
