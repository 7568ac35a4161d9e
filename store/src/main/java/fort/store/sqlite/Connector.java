package fort.store.sqlite;

import fort.store.sql.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/// Opens connections to one database file.
record Connector(Path database, SqliteOptions options) {
    private static final Schema SCHEMA = new Schema(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'fort_schema'", "fort/store/sqlite", 1);

    void prepareSchema() throws SQLException {
        SQLiteDataSource source = source(config(SqliteOptions.WRITER_CACHE_KIB));
        try (Connection connection = source.getConnection()) {
            SCHEMA.prepare(connection, source, database.toString());
        }
    }

    Connection writer() throws SQLException {
        SQLiteConfig config = config(SqliteOptions.WRITER_CACHE_KIB);
        config.setWalAutocheckpoint(SqliteOptions.WRITER_CHECKPOINT_PAGES);
        Connection connection = source(config).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    Connection reader() throws SQLException {
        return source(config(SqliteOptions.READER_CACHE_KIB)).getConnection();
    }

    Connection checkpointer() throws SQLException {
        return source(config(0)).getConnection();
    }

    private SQLiteConfig config(int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(SqliteOptions.PAGE_BYTES);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(options.synced() ? SynchronousMode.FULL : SynchronousMode.NORMAL);
        config.setCacheSize(-cacheKib);
        config.setTempStore(TempStore.MEMORY);
        config.setJournalSizeLimit(SqliteOptions.JOURNAL_BYTES_MAX);
        config.setBusyTimeout(SqliteOptions.BUSY_TIMEOUT_MILLISECONDS);
        config.setWalAutocheckpoint(0);
        return config;
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + database);
        return source;
    }
}
