package fort.rotation.support;

import fort.rotation.RotationContext;
import fort.rotation.RotationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// One connection to a database for one verb: whatever is said on it keeps to the verb's deadline, and what fails is
/// told in the words of its kind.
public final class SqlLine implements AutoCloseable {
    private final Dialect dialect;
    private final Deadline deadline;
    private final Connection connection;
    private boolean changing;

    private SqlLine(Dialect dialect, Deadline deadline, Connection connection) {
        this.dialect = dialect;
        this.deadline = deadline;
        this.connection = connection;
    }

    /// In what kinds of databases differ.
    public interface Dialect {
        Connection connect(Accounts.Login login, Deadline deadline) throws SQLException;

        /// Whether another login may be taken where this one was not.
        boolean isLoginRefused(SQLException failed);

        /// @param changing whether a change was on its way when it failed
        RotationFailure failure(String doing, SQLException failed, boolean changing);
    }

    /// Something said on the connection.
    @FunctionalInterface
    public interface Saying {
        void on(Connection connection) throws SQLException;
    }

    /// With the first of the logins that the server takes.
    ///
    /// @param logins at least one
    public static SqlLine open(RotationContext context, Dialect dialect, List<Accounts.Login> logins) {
        Deadline deadline = Deadline.of(context);
        SQLException refused = null;
        for (Accounts.Login login : logins) {
            try {
                return new SqlLine(dialect, deadline, dialect.connect(login, deadline));
            } catch (SQLException failed) {
                refused = failed;
                if (!dialect.isLoginRefused(failed)) {
                    break;
                }
            }
        }
        if (refused == null) {
            throw new IllegalStateException("there is always a login to try");
        }
        throw dialect.failure("log in as " + logins.getLast().user(), refused, false);
    }

    /// @param doing completes "the target did not …"
    public void say(String doing, Saying saying) {
        try {
            connection.setNetworkTimeout(Runnable::run, deadline.remainingMillis());
            saying.on(connection);
        } catch (SQLException failed) {
            throw dialect.failure(doing, failed, changing);
        }
    }

    public void ping() {
        say("answer", connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
        });
    }

    /// From here on a lost reply leaves it unknown whether a change was made; or no more.
    public void changing(boolean now) {
        changing = now;
    }

    public int remainingSeconds() {
        return deadline.remainingSeconds();
    }

    /// At once: what was not committed, the server undoes.
    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            // it was to be closed, and is
        }
    }
}
