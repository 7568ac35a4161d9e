package fort.server;

import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.server.config.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/// Makes a database and a role of its own for each environment on a PostgreSQL server, with the rights of the given
/// URL's user. That user is needed
/// this once; afterwards each environment knows its own role only.
final class PostgresSetup {
    private final String url;
    private final SecureRandom random;

    /// @param url `jdbc:postgresql://host:port/database?user=…&password=…`, or the same as `postgresql://`
    PostgresSetup(String url, SecureRandom random) {
        this.url = url.startsWith("jdbc:") ? url : "jdbc:" + url.replaceFirst("^postgres://", "postgresql://");
        this.random = random;
    }

    /// @return the `[[environment]]` tables for the configuration
    String prepare(List<EnvironmentName> names, Path folder) {
        String fort = "fort_" + hex(3);
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(withoutUserInfo());
                Statement statement = connection.createStatement()) {
            for (EnvironmentName name : names) {
                String own = fort + "_" + name.value().replace('-', '_');
                String password = hex(24);
                // names and password are made here of letters, digits and `_`: nothing in them can end the statement
                statement.execute("CREATE ROLE " + own + " LOGIN PASSWORD '" + password + "'");
                statement.execute("GRANT " + own + " TO CURRENT_USER");
                statement.execute("CREATE DATABASE " + own + " OWNER " + own);
                statement.execute("REVOKE ALL ON DATABASE " + own + " FROM PUBLIC");
                String file = name + ".password";
                PrivateFiles.write(folder.resolve(file), (password + "\n").getBytes(StandardCharsets.US_ASCII));
                text.append("\n[[environment]]\nname = \"" + name
                        + "\"\n[environment.store]\nkind = \"postgresql\"\nurl = \"" + databaseUrl(own)
                        + "\"\nuser = \"" + own + "\"\npassword_file = \"" + file + "\"\n");
            }
            return text.toString();
        } catch (SQLException | IOException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "the databases cannot be made: may this user create them?", e);
        }
    }

    /// The driver knows `user` and `password` as parameters, not before an `@`.
    private String withoutUserInfo() {
        int at = url.indexOf('@');
        int start = url.indexOf("//");
        if (at < 0 || start < 0 || at < start) {
            return url;
        }
        String[] user = url.substring(start + 2, at).split(":", 2);
        String plain = url.substring(0, start + 2) + url.substring(at + 1);
        return plain + (plain.indexOf('?') < 0 ? "?" : "&") + "user=" + user[0]
                + (user.length > 1 ? "&password=" + user[1] : "");
    }

    private String databaseUrl(String database) {
        String plain = withoutUserInfo();
        int question = plain.indexOf('?');
        String server = question < 0 ? plain : plain.substring(0, question);
        int slash = server.indexOf('/', server.indexOf("//") + 2);
        return (slash < 0 ? server : server.substring(0, slash)) + "/" + database;
    }

    private String hex(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return HexFormat.of().formatHex(made);
    }
}
