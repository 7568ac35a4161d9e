package fort.examples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import fort.client.FortSecrets;
import fort.client.ReadSecret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A connection pool whose user and password are a secret of Fort's, and which lives through its rotation: no login
/// ever fails, and no statement is cut.
///
/// 1. Each new connection takes the credentials that are current then, out of memory.
/// 2. When Fort says that there is a new version, connections of the old one are closed as they come back to the
/// pool;
///    until then they work, because the old version is in grace.
/// 3. When a connection with the new version was made, the version is acknowledged: Fort may end the grace.
public final class SecretDataSource implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final FortSecrets secrets;
    private final String path;
    private final HikariDataSource pool;
    private final AtomicLong loggedIn = new AtomicLong();

    /// @param config with the address of the database; its user and password are replaced
    /// @param path of a secret `{"username": …, "password": …}` that `secrets` watches
    public SecretDataSource(FortSecrets secrets, String path, HikariConfig config) {
        this.secrets = secrets;
        this.path = path;
        config.setCredentialsProvider(this::credentials);
        this.pool = new HikariDataSource(config);
        secrets.onChange(change -> {
            if (change.path().equals(path)) {
                renew();
            }
        });
    }

    /// The driver wants text, so text it becomes, for a login.
    private Credentials credentials() {
        ReadSecret secret = secrets.get(path);
        try {
            JsonNode value = JSON.readTree(secret.value().bytes());
            loggedIn.accumulateAndGet(secret.version(), Math::max);
            return Credentials.of(
                    value.get("username").asString(), value.get("password").asString());
        } finally {
            secret.value().wipe();
        }
    }

    private void renew() {
        pool.getHikariPoolMXBean().softEvictConnections();
        try (Connection connection = pool.getConnection()) {
            if (connection.isValid(5)) {
                secrets.acknowledge(path, loggedIn.get());
            }
        } catch (SQLException e) {
            // Not acknowledged: the old version stays until it works, or until a person looks.
            throw new IllegalStateException("the new credentials do not work yet", e);
        }
    }

    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
