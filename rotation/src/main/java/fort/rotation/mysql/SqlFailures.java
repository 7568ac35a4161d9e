package fort.rotation.mysql;

import fort.rotation.RotationContext;
import fort.rotation.RotationFailure;
import fort.rotation.support.Failures;
import java.sql.SQLException;
import java.util.Set;

/// What MariaDB's errors say about trying again. The server's own sentence is not repeated: it quotes what was sent.
final class SqlFailures {
    private static final int CANNOT_USER = 1_396;

    private static final Set<String> PERMANENT = Set.of("0A", "21", "22", "28", "3D", "42");

    private SqlFailures() {}

    static boolean isLoginRefused(SQLException failed) {
        return state(failed).startsWith("28");
    }

    /// @param changing whether a change was on its way when the connection was lost
    static RotationFailure of(RotationContext context, String doing, SQLException failed, boolean changing) {
        String state = state(failed);
        String sentence =
                place(context) + " did not " + doing + " (error " + failed.getErrorCode() + ", SQLSTATE " + state + ")";
        boolean permanent = failed.getErrorCode() == CANNOT_USER
                || (state.length() == 5 && PERMANENT.contains(state.substring(0, 2)));
        if (permanent) {
            return Failures.permanent(sentence, failed);
        }
        return changing
                ? Failures.unknown(sentence + "; the change may have been made", failed)
                : Failures.transientFailure(sentence, failed);
    }

    static String place(RotationContext context) {
        return "MariaDB target " + context.target().name();
    }

    private static String state(SQLException failed) {
        String state = failed.getSQLState();
        return state == null ? "" : state;
    }
}
