package fort.rotation.postgresql;

import fort.rotation.RotationContext;
import fort.rotation.support.Accounts;
import fort.rotation.support.Address;
import fort.rotation.support.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// Opens a connection by the driver itself: nothing is registered, pooled or kept.
final class Connections {
    private Connections() {}

    static Connection open(Address address, RotationContext.Target target, Accounts.Login login, Deadline deadline)
            throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, login.user());
        PGProperty.PASSWORD.set(properties, login.password());
        PGProperty.APPLICATION_NAME.set(properties, "fort");
        PGProperty.CONNECT_TIMEOUT.set(properties, deadline.remainingSeconds());
        PGProperty.SOCKET_TIMEOUT.set(properties, deadline.remainingSeconds());
        PGProperty.LOGIN_TIMEOUT.set(properties, 0); // the other two do it without a thread
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        tls(properties, address, target.caCertificates());
        String database = address.name().isEmpty() ? "postgres" : address.name();
        String url = "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + database;
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new IllegalStateException("the driver does not know its own address");
        }
        return connection;
    }

    private static void tls(Properties properties, Address address, String authorities) {
        if (!address.tls()) {
            PGProperty.SSL_MODE.set(properties, "disable");
            return;
        }
        PGProperty.SSL_MODE.set(properties, "verify-full");
        if (authorities.isEmpty()) {
            PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.SingleCertValidatingFactory");
            PGProperty.SSL_FACTORY_ARG.set(properties, authorities.strip());
        }
    }
}
