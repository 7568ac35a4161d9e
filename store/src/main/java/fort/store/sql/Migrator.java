package fort.store.sql;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The only class that touches Flyway.
final class Migrator {
    private Migrator() {}

    static void migrate(DataSource source, String location, String where) {
        try {
            Flyway.configure(Migrator.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:" + location)
                    .loggers("slf4j")
                    .table(Schema.HISTORY)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw Schema.refused(where, "its schema cannot be brought up to date: " + e.getMessage());
        }
    }
}
