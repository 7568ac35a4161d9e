import org.jspecify.annotations.NullMarked;

/// Fort's own HTTP API described once: the table of routes, the messages they carry and the table of
/// errors. The OpenAPI file, the server's router and the client follow from it. It requires no other room.
@NullMarked
module fort.wire {
    requires transitive org.jspecify;
    requires transitive tools.jackson.databind;

    exports fort.wire;
}
