package fort.rotation.postgresql;

import fort.rotation.RotationContext;
import fort.rotation.RotationFailure;
import fort.rotation.support.Failures;
import java.sql.SQLException;
import java.util.Set;

/// What PostgreSQL's SQLSTATE (its documentation, appendix A) says about trying again. The server's own sentence is
/// not repeated: the state is enough to look it up, and it quotes nothing.
final class SqlFailures {
    private static final Set<String> LOGIN_REFUSED = Set.of("28000", "28P01");
    private static final String FORBIDDEN = "42501";

    /// Classes that somebody has to look at: bad values, authorisation, unknown databases, syntax and rights, and
    /// features that the server does not have.
    private static final Set<String> PERMANENT = Set.of("0A", "22", "28", "3D", "42");

    private SqlFailures() {}

    static boolean isLoginRefused(SQLException failed) {
        return LOGIN_REFUSED.contains(state(failed));
    }

    static boolean isForbidden(SQLException failed) {
        return FORBIDDEN.equals(state(failed));
    }

    /// @param committing whether the commit was on its way when the connection was lost
    static RotationFailure of(RotationContext context, String doing, SQLException failed, boolean committing) {
        String state = state(failed);
        String sentence = place(context) + " did not " + doing + " (SQLSTATE " + state + ")";
        boolean lost = state.startsWith("08") || state.startsWith("57") || state.isEmpty();
        if (committing && lost) {
            return Failures.unknown(sentence + "; the change may have been made", failed);
        }
        boolean permanent = state.length() == 5 && PERMANENT.contains(state.substring(0, 2));
        return permanent ? Failures.permanent(sentence, failed) : Failures.transientFailure(sentence, failed);
    }

    static String place(RotationContext context) {
        return "PostgreSQL target " + context.target().name();
    }

    private static String state(SQLException failed) {
        String state = failed.getSQLState();
        return state == null ? "" : state;
    }
}
