package fort.rotation.postgresql;

import fort.rotation.RotationContext;
import fort.rotation.RotationFailure;
import fort.rotation.support.Accounts;
import fort.rotation.support.Address;
import fort.rotation.support.Deadline;
import fort.rotation.support.Failures;
import fort.rotation.support.FenceMark;
import fort.rotation.support.SqlLine;
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
    private final SqlLine line;

    private Session(RotationContext context, Address address, List<Accounts.Login> logins) {
        this.context = context;
        this.line = SqlLine.open(context, new Dialect(context, address), logins);
    }

    static Session administrator(RotationContext context) {
        return new Session(
                context,
                Address.of(context.target(), 5_432),
                Accounts.of(context).administrators());
    }

    /// As a consumer, in its own database.
    static Session consumer(RotationContext context, Accounts.Login login) {
        Address address = Address.of(context.target(), 5_432);
        String database = context.settings().options().getOrDefault("database", address.name());
        return new Session(context, address.withName(database), List.of(login));
    }

    void ping() {
        line.ping();
    }

    /// Begins a transaction in which no other rotation of this secret runs at the same time, and looks whether a
    /// later
    /// claim was here before.
    void begin() {
        line.say("begin", connection -> {
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
        line.say("change role " + user, connection -> {
            PGConnection dialect = connection.unwrap(PGConnection.class);
            String role = dialect.escapeIdentifier(user);
            String verifier = password == null
                    ? "NULL"
                    : "'" + dialect.escapeLiteral(PasswordUtil.encodeScramSha256(password.toCharArray())) + "'";
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER ROLE " + role + " PASSWORD " + verifier);
                remember(
                        connection,
                        statement,
                        "COMMENT ON ROLE " + role + " IS '" + dialect.escapeLiteral(comment) + "'");
            }
        });
    }

    private static void remember(Connection connection, Statement statement, String comment) throws SQLException {
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
        line.say("end sessions", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY (?)")) {
                statement.setArray(1, connection.createArrayOf("text", users.toArray()));
                statement.execute();
            }
        });
    }

    void commit() {
        line.changing(true);
        line.say("commit", Connection::commit);
        line.changing(false);
    }

    private String comment(String user) {
        String[] found = new String[1];
        line.say("look at role " + user, connection -> {
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

    /// Without a commit the server undoes what was said.
    @Override
    public void close() {
        line.close();
    }

    private record Dialect(RotationContext context, Address address) implements SqlLine.Dialect {
        @Override
        public Connection connect(Accounts.Login login, Deadline deadline) throws SQLException {
            return Connections.open(address, context.target(), login, deadline);
        }

        @Override
        public boolean isLoginRefused(SQLException failed) {
            return SqlFailures.isLoginRefused(failed);
        }

        @Override
        public RotationFailure failure(String doing, SQLException failed, boolean committing) {
            return SqlFailures.of(context, doing, failed, committing);
        }
    }
}
