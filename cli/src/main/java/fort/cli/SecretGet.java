package fort.cli;

import fort.client.FortClient;
import fort.client.ReadSecret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Read a secret.
@Command(name = "get", description = "Read a secret.")
final class SecretGet extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--version", paramLabel = "N", description = "Not the current version but this one.")
    private long version;

    @Option(names = "--field", paramLabel = "NAME", description = "Write only this field.")
    private @Nullable String field;

    @Option(
            names = "--raw",
            description = "Write nothing but the value: one field without a line end, or the whole object.")
    private boolean raw;

    SecretGet() {}

    /// See [QuickRead].
    SecretGet(String path, @Nullable String mount, @Nullable String field, boolean raw, boolean json) {
        super(json);
        this.path = path;
        this.mount = mount;
        this.field = field;
        this.raw = raw;
    }

    @Override
    int run(FortClient client) {
        ReadSecret secret = client.secrets().read(mount, path, version);
        try {
            return write(secret);
        } finally {
            secret.value().wipe();
        }
    }

    private int write(ReadSecret secret) {
        Fields fields = new Fields(secret.value());
        String wanted = field;
        if (wanted != null) {
            if (!fields.write(wanted, output().stream())) {
                output().note("fort: the secret has no such field");
                return ExitCode.NOT_FOUND;
            }
            if (!raw) {
                output().stream().println();
            }
        } else if (raw) {
            output().stream().write(secret.value().bytes(), 0, secret.value().bytes().length);
        } else if (output().isJson()) {
            output().show(secret, () -> {});
        } else {
            output().note(heading(secret));
            fields.writeTable(output().stream());
        }
        return ExitCode.OK;
    }

    private static String heading(ReadSecret secret) {
        String end = secret.expiresAt() == null ? "" : ", expires " + secret.expiresAt();
        return secret.mount() + "/" + secret.path() + " (version " + secret.version() + ", " + secret.state() + end
                + ")";
    }
}
