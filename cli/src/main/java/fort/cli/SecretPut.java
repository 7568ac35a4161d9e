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

/// Write a new version of a secret.
@Command(
        name = "put",
        description = "Write a new version of a secret.",
        footer = {"A secret is never taken from an argument: other processes can read arguments."})
final class SecretPut extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Parameters(
            paramLabel = "FIELD",
            index = "1..*",
            arity = "0..*",
            description = "NAME to be asked, NAME=- for stdin, NAME=@FILE for a file. Never NAME=VALUE.")
    private List<String> fields = List.of();

    @Option(names = "--from-file", paramLabel = "FILE", description = "A JSON object as the whole value; - for stdin.")
    private @Nullable Path file;

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(
            names = "--expected-version",
            paramLabel = "N",
            description = "Write only if this is the current version; 0 means only if there is none.")
    private @Nullable Long expectedVersion;

    @Option(names = "--type", paramLabel = "TYPE", description = "The type, whose rules apply.")
    private @Nullable String type;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is.")
    private @Nullable String description;

    @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for it.")
    private @Nullable String owner;

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag; may be repeated.")
    private @Nullable List<String> tags;

    @Option(names = "--consumer", paramLabel = "NAME", description = "Who uses it; may be repeated.")
    private @Nullable List<String> consumers;

    @Override
    int run(FortClient client) {
        SecretJson value = ValueSource.read(surroundings(), fields, file);
        Secrets.Written written = client.secrets()
                .write(
                        mount,
                        path,
                        new Secrets.Write(value, expectedVersion, type, description, owner, tags, consumers));
        value.wipe();
        WrittenSecret.show(output(), written);
        return ExitCode.OK;
    }
}
