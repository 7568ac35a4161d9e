package fort.store.postgres;

import fort.domain.Fault;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL's SQLSTATE classes mean to Fort (appendix A of its manual).
final class PostgresFaults {
    private static final String DISK_FULL = "53100";
    private static final String DATA_CORRUPTED = "XX001";
    private static final String INDEX_CORRUPTED = "XX002";

    private PostgresFaults() {}

    static Fault of(String doing, SQLException e) {
        String state = state(e);
        String detail = doing + ": " + state + " " + e.getMessage();
        if (state.equals(DISK_FULL)) {
            return new Fault(Fault.Code.STORE_FULL, "the store has no room left", detail);
        }
        if (state.equals(DATA_CORRUPTED) || state.equals(INDEX_CORRUPTED)) {
            return new Fault(Fault.Code.INTEGRITY, "the store is damaged", detail);
        }
        return new Fault(Fault.Code.STORE_UNAVAILABLE, "the store cannot be read or written now", detail);
    }

    /// A password, role or database that the server does not accept will not get better by waiting.
    static Fault ofOpening(String location, SQLException e) {
        String state = state(e);
        if (state.startsWith("28") || state.startsWith("3D") || state.startsWith("42")) {
            return refused(location, "the database did not let Fort in: " + e.getMessage());
        }
        return of("opening " + location, e);
    }

    static Fault refused(String location, String why) {
        return new Fault(Fault.Code.STORE_REFUSED, "the store is refused: " + why, location + ": " + why);
    }

    private static String state(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state == null ? "" : state;
    }
}
