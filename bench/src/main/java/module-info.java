import org.jspecify.annotations.NullMarked;

/// `fort bench`: Fort beside its peer, the same requests in the same run. A tool of the developers, never shipped.
@NullMarked
module fort.bench {
    requires fort.testkit;
    requires embedded.postgres;
    requires java.net.http;
    requires java.sql;
    requires tools.jackson.databind;
    requires org.jspecify;
}
