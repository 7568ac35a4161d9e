import org.jspecify.annotations.NullMarked;

/// Secrets that rotate themselves: the worker that carries out what the planner wants, and the rotators that set new
/// values at real targets.
@NullMarked
module fort.rotation {
    requires transitive fort.gate;
    requires java.net.http;
    requires java.sql;
    requires static org.checkerframework.checker.qual; // the driver's annotations name it
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.mariadb.jdbc;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports fort.rotation;
}
