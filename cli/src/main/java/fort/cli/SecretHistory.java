package fort.cli;

import fort.client.FortClient;
import fort.wire.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// List the versions of a secret.
@Command(name = "history", description = "List the versions of a secret.")
final class SecretHistory extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Override
    int run(FortClient client) {
        Metadata.Details details = client.metadata().read(mount, path);
        output().show(
                        details.versions(),
                        () -> output().table(
                                        List.of("VERSION", "STATE", "CREATED", "BY", "EXPIRES", "DELETED"),
                                        details.versions().stream()
                                                .map(version -> Output.row(
                                                        version.version(),
                                                        version.destroyed() ? "destroyed" : version.state(),
                                                        version.createdAt(),
                                                        version.createdBy(),
                                                        version.expiresAt(),
                                                        version.deletedAt()))
                                                .toList()));
        return ExitCode.OK;
    }
}
