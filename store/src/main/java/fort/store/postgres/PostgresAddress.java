package fort.store.postgres;

import fort.domain.Fault;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;

/// Where the database is and who asks. Makes sources of connections, each with the settings that durability
/// needs.
///
/// JDBC takes a password as a `String` only, so here the store departs from the rule that no secret is one; the
/// object is reachable from this hidden package alone and is never printed.
final class PostgresAddress {
    private static final String SCHEME = "jdbc:postgresql:";
    private static final int CONNECT_SECONDS = 5;
    private static final int SOCKET_SECONDS = 30;

    private final String url;
    private final String user;
    private final String password;

    PostgresAddress(String url, String user, String password) {
        if (!url.startsWith(SCHEME) || url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new Fault(
                    Fault.Code.CONFIGURATION,
                    "a PostgreSQL address starts with " + SCHEME + " and holds no password",
                    "address refused");
        }
        this.url = url;
        this.user = user;
        this.password = password;
    }

    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("fort");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SOCKET_SECONDS);
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(false);
        source.setPrepareThreshold(1);
        return source;
    }

    /// Without user, password and parameters.
    String location() {
        int end = url.indexOf('?');
        return url.substring("jdbc:".length(), end < 0 ? url.length() : end);
    }
}
