import org.jspecify.annotations.NullMarked;

/// The Java client of Fort's own API: settings, one small HTTP connection, typed calls, and an offline
/// verifier of the record.
@NullMarked
module fort.client {
    requires transitive fort.wire;

    exports fort.client;
}
