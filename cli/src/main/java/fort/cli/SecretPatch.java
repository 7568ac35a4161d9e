package fort.cli;

import fort.client.FortClient;
import fort.wire.SecretJson;
import fort.wire.Secrets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Change some fields and keep the others.
@Command(name = "patch", description = "Change some fields and keep the others.")
final class SecretPatch extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Parameters(
            paramLabel = "FIELD",
            index = "1..*",
            arity = "0..*",
            description = "NAME to be asked, NAME=- for stdin, NAME=@FILE for a file. Never NAME=VALUE.")
    private List<String> fields = List.of();

    @Option(names = "--from-file", paramLabel = "FILE", description = "A JSON merge patch (RFC 7396); - for stdin.")
    private @Nullable Path file;

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--expected-version", paramLabel = "N", description = "Write only if this is the current version.")
    private @Nullable Long expectedVersion;

    @Override
    int run(FortClient client) {
        SecretJson value = ValueSource.read(surroundings(), fields, file);
        Secrets.Written written = client.secrets().patch(mount, path, new Secrets.Patch(value, expectedVersion));
        value.wipe();
        WrittenSecret.show(output(), written);
        return ExitCode.OK;
    }
}
