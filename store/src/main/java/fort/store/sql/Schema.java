package fort.store.sql;

import fort.domain.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/// Brings a database to the schema this program knows. Flyway does the work and keeps the history, but its
/// classes are loaded only when there is work: a normal start asks the history with one plain query.
///
/// @param historyExists a query that gives one number: 0 when there is no history table
/// @param location of the migrations on the class path, without prefix
/// @param newest the version of the newest migration file there
public record Schema(String historyExists, String location, int newest) {
    static final String HISTORY = "fort_schema";

    /// @param where for messages
    /// @throws Fault with code STORE_REFUSED when the schema is newer than this program, or a migration failed
    ///     half way
    public void prepare(Connection connection, DataSource source, String where) throws SQLException {
        if (isOld(connection, where)) {
            migrate(source, where);
        }
    }

    /// @return whether there is something for [#migrate] to do
    /// @throws Fault with code STORE_REFUSED when the schema is newer than this program
    public boolean isOld(Connection connection, String where) throws SQLException {
        int version = version(connection, where);
        if (version > newest) {
            throw refused(
                    where,
                    "its schema " + version + " is newer than " + newest + ", the newest this program knows;"
                            + " start the program version that wrote it, or a later one");
        }
        return version < newest;
    }

    public void migrate(DataSource source, String where) {
        Migrator.migrate(source, location, where);
    }

    private int version(Connection connection, String where) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (number(statement, historyExists) == 0) {
                return 0;
            }
            if (number(statement, "SELECT count(*) FROM " + HISTORY + " WHERE NOT success") > 0) {
                throw refused(where, "a schema migration failed; restore the backup made before it");
            }
            return number(statement, "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM " + HISTORY);
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    static Fault refused(String where, String why) {
        return new Fault(Fault.Code.STORE_REFUSED, "the store is refused: " + why, where + ": " + why);
    }
}
