package fort.store.sqlite;

import fort.domain.Fault;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/// What SQLite's result codes mean to Fort.
final class SqliteFaults {
    /// The primary code is the low byte of an extended one.
    private static final int PRIMARY = 0xff;

    private SqliteFaults() {}

    static Fault of(String doing, SQLException e) {
        String detail = doing + ": " + e.getMessage();
        int code = e.getErrorCode() & PRIMARY;
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return new Fault(Fault.Code.STORE_FULL, "the store has no room left", detail);
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new Fault(Fault.Code.INTEGRITY, "the store is damaged", detail);
        }
        return new Fault(Fault.Code.STORE_UNAVAILABLE, "the store cannot be read or written now", detail);
    }

    static Fault refused(String why) {
        return new Fault(Fault.Code.STORE_REFUSED, "the store is refused: " + why, why);
    }
}
