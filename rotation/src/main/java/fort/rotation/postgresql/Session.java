package fort.rotation.postgresql;

import fort.rotation.RotationContext;
import fort.rotation.support.Accounts;
import fort.rotation.support.Address;
import fort.rotation.support.Deadline;
import fort.rotation.support.Failures;
import fort.rotation.support.FenceMark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PasswordUtil;

/// One connection for one verb, and what is said on it. It knows whether a commit is under way, so that a lost
/// reply is
/// told from a change that was not made.
final class Session implements AutoCloseable {
    private final RotationContext context;
    private final Deadline deadline;
    private final Connection connection;
    private boolean committing;

    private Session(RotationContext context, Deadline deadline, Connection connection) {
        this.context = context;
        this.deadline = deadline;
        this.connection = connection;
    }

    static Session administrator(RotationContext context) {
        return open(
                context,
                Address.of(context.target(), 5_432),
                Accounts.of(context).administrators());
    }

    /// As a consumer, in its own database.
    static Session consumer(RotationContext context, Accounts.Login login) {
        Address address = Address.of(context.target(), 5_432);
        String database = context.settings().options().getOrDefault("database", address.name());
        return open(context, address.withName(database), List.of(login));
    }

    /// With the first of the logins that the server takes.
    private static Session open(RotationContext context, Address address, List<Accounts.Login> logins) {
        Deadline deadline = Deadline.of(context);
        SQLException refused = null;
        for (Accounts.Login login : logins) {
            try {
                Connection connection = Connections.open(address, context.target(), login, deadline);
                return new Session(context, deadline, connection);
            } catch (SQLException failed) {
                refused = failed;
                if (!SqlFailures.isLoginRefused(failed)) {
                    break;
                }
            }
        }
        if (refused == null) {
            throw new IllegalStateException("there is always a login to try");
        }
        throw SqlFailures.of(context, "log in as " + logins.getLast().user(), refused, false);
    }

    void ping() {
        run("answer", () -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
        });
    }

    /// Begins a transaction in which no other rotation of this secret runs at the same time, and looks whether a
    /// later
    /// claim was here before.
    void begin() {
        run("begin", () -> {
            connection.setAutoCommit(false);
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
                lock.setString(1, "fort rotation " + context.environment() + "/" + context.path());
                lock.execute();
            }
        });
        for (String user : Accounts.of(context).users()) {
            FenceMark.requireNotOlder(comment(user), context.fence());
        }
    }

    /// @param password null takes it away: the role cannot log in by password
    void changePassword(String user, @Nullable String password) {
        String comment = FenceMark.mark(comment(user), context.fence());
        run("change role " + user, () -> {
            PGConnection dialect = connection.unwrap(PGConnection.class);
            String role = dialect.escapeIdentifier(user);
            String verifier = password == null
                    ? "NULL"
                    : "'" + dialect.escapeLiteral(PasswordUtil.encodeScramSha256(password.toCharArray())) + "'";
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER ROLE " + role + " PASSWORD " + verifier);
                remember(statement, "COMMENT ON ROLE " + role + " IS '" + dialect.escapeLiteral(comment) + "'");
            }
        });
    }

    private void remember(Statement statement, String comment) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            statement.execute(comment);
        } catch (SQLException refused) {
            if (!SqlFailures.isForbidden(refused)) {
                throw refused;
            }
            connection.rollback(before);
        }
    }

    void endSessions(List<String> users) {
        run("end sessions", () -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY (?)")) {
                statement.setArray(1, connection.createArrayOf("text", users.toArray()));
                statement.execute();
            }
        });
    }

    void commit() {
        committing = true;
        run("commit", connection::commit);
        committing = false;
    }

    private String comment(String user) {
        String[] found = new String[1];
        run("look at role " + user, () -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT coalesce(shobj_description(oid, 'pg_authid'), '') FROM pg_roles WHERE rolname = ?")) {
                statement.setString(1, user);
                ResultSet row = statement.executeQuery();
                if (!row.next()) {
                    throw Failures.permanent("there is no role " + user + " at " + SqlFailures.place(context), null);
                }
                found[0] = row.getString(1);
            }
        });
        return found[0];
    }

    private void run(String doing, Sql action) {
        try {
            connection.setNetworkTimeout(Runnable::run, deadline.remainingMillis());
            action.run();
        } catch (SQLException failed) {
            throw SqlFailures.of(context, doing, failed, committing);
        }
    }

    /// Without a commit the server undoes what was said.
    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            // it was to be closed, and is
        }
    }

    @FunctionalInterface
    private interface Sql {
        void run() throws SQLException;
    }
}
