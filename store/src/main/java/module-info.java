import org.jspecify.annotations.NullMarked;

/// Rows and sealed bytes: one [fort.store.Store] port, one committer-friendly transaction, two hidden adapters
/// (SQLite, PostgreSQL).
@NullMarked
module fort.store {
    requires transitive fort.domain;
    requires com.github.benmanes.caffeine;
    requires com.zaxxer.hikari;
    requires flyway.core;
    requires java.sql;
    requires static org.checkerframework.checker.qual;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    requires tools.jackson.databind;

    exports fort.store;

    // The crash tests run a store that does not sync, to show that their power cuts do harm.
    exports fort.store.sqlite to
            fort.testkit;
}
