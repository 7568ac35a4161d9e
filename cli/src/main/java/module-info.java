import org.jspecify.annotations.NullMarked;

/// The command line: one file per command, over the client. It knows no other room of the server.
@NullMarked
module fort.cli {
    requires fort.client;
    requires info.picocli;
    requires tools.jackson.dataformat.yaml;

    exports fort.cli;

    opens fort.cli to
            info.picocli;
}
