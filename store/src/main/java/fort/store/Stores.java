package fort.store;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.store.postgres.PostgresStore;
import fort.store.sqlite.SqliteOptions;
import fort.store.sqlite.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Opens the stores that Fort ships. The adapters themselves are hidden.
///
/// Opening refuses, with a [fort.domain.Fault] of code `STORE_REFUSED` that names what to do: a store another
/// process owns, a schema newer than this program, a folder or file that others may read, a read-only place, a
/// file that is no such store.
public final class Stores {
    private Stores() {}

    /// The embedded store: one SQLite file in `folder`, which is created with mode 0700 when absent.
    public static Store sqlite(Path folder) {
        return SqliteStore.open(folder, SqliteOptions.STANDARD);
    }

    /// A PostgreSQL database that belongs to one environment alone.
    ///
    /// @param url `jdbc:postgresql://…`, without credentials
    /// @param password stays the caller's; copied, because JDBC keeps a `String`
    public static Store postgres(String url, String user, SecretValue password) {
        String text = new String(password.reveal(Reveal.granted()), StandardCharsets.UTF_8);
        return PostgresStore.open(url, user, text);
    }
}
