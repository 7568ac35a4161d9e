package fort.rotation.mysql;

import fort.rotation.RotationContext;
import fort.rotation.RotationFailure;
import fort.rotation.support.Accounts;
import fort.rotation.support.Address;
import fort.rotation.support.Deadline;
import fort.rotation.support.Failures;
import fort.rotation.support.FenceMark;
import fort.rotation.support.SqlLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/// One connection for one verb, and what is said on it. MariaDB commits each change of a user by itself: a lost
/// answer to
/// one leaves it unknown whether it was made.
final class Session implements AutoCloseable {
    private final RotationContext context;
    private final Address address;
    private final SqlLine line;

    private Session(RotationContext context, Address address, List<Accounts.Login> logins) {
        this.context = context;
        this.address = address;
        this.line = SqlLine.open(context, new Dialect(context, address), logins);
    }

    /// As a consumer, whose rights say nothing about Fort's own database.
    static Session consumer(RotationContext context, Accounts.Login login) {
        Address address = Address.of(context.target(), 3_306);
        String database = context.settings().options().getOrDefault("database", "");
        return new Session(context, address.withName(database), List.of(login));
    }

    static Session administrator(RotationContext context) {
        return new Session(
                context,
                Address.of(context.target(), 3_306),
                Accounts.of(context).administrators());
    }

    private static Connection connect(
            Address address, RotationContext.Target target, Accounts.Login login, Deadline deadline)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        String millis = Integer.toString(deadline.remainingMillis());
        properties.setProperty("connectTimeout", millis);
        properties.setProperty("socketTimeout", millis);
        // Nothing that would hand the password itself to whoever answers.
        properties.setProperty("restrictedAuth", "mysql_native_password,client_ed25519,parsec,caching_sha2_password");
        properties.setProperty("sslMode", address.tls() ? "verify-full" : "disable");
        if (address.tls() && !target.caCertificates().isEmpty()) {
            properties.setProperty("serverSslCert", target.caCertificates());
        }
        String url = "jdbc:mariadb://" + address.host() + ":" + address.port() + "/" + address.name();
        return new Driver().connect(url, properties);
    }

    void ping() {
        line.ping();
    }

    /// Waits for other rotations of this secret, and looks whether a later claim was here before.
    void begin() {
        String name = secretHash();
        line.say("say what it is", connection -> {
            if (!connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")) {
                throw Failures.permanent(SqlFailures.place(context) + " is not MariaDB", null);
            }
        });
        line.say("lock", connection -> {
            try (PreparedStatement lock = connection.prepareStatement("SELECT GET_LOCK(?, ?)")) {
                lock.setString(1, "fort " + name.substring(0, 32));
                lock.setInt(2, line.remainingSeconds());
                ResultSet row = lock.executeQuery();
                if (!row.next() || row.getInt(1) != 1) {
                    throw Failures.transientFailure("another rotation is at " + SqlFailures.place(context), null);
                }
            }
        });
        if (!address.name().isEmpty()) {
            line.say("remember the fence", connection -> remember(connection, name));
        }
    }

    private void remember(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS fort_rotation"
                    + " (secret CHAR(64) CHARACTER SET ascii PRIMARY KEY, fence BIGINT NOT NULL)");
        }
        try (PreparedStatement ask = connection.prepareStatement("SELECT fence FROM fort_rotation WHERE secret = ?")) {
            ask.setString(1, name);
            ResultSet row = ask.executeQuery();
            if (row.next()) {
                FenceMark.requireNotOlder(row.getLong(1), context.fence());
            }
        }
        try (PreparedStatement write =
                connection.prepareStatement("REPLACE INTO fort_rotation (secret, fence) VALUES (?, ?)")) {
            write.setString(1, name);
            write.setLong(2, context.fence());
            write.execute();
        }
    }

    void changePassword(String user, String hash) {
        line.changing(true);
        line.say("change user " + user, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("ALTER USER ?@? IDENTIFIED VIA mysql_native_password USING ?")) {
                statement.setString(1, user);
                statement.setString(2, context.settings().options().getOrDefault("host", "%"));
                statement.setString(3, hash);
                statement.execute();
            }
        });
    }

    private String secretHash() {
        try {
            String name = context.environment() + "/" + context.path();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private record Dialect(RotationContext context, Address address) implements SqlLine.Dialect {
        @Override
        public Connection connect(Accounts.Login login, Deadline deadline) throws SQLException {
            return Session.connect(address, context.target(), login, deadline);
        }

        @Override
        public boolean isLoginRefused(SQLException failed) {
            return SqlFailures.isLoginRefused(failed);
        }

        @Override
        public RotationFailure failure(String doing, SQLException failed, boolean changing) {
            return SqlFailures.of(context, doing, failed, changing);
        }
    }
}
