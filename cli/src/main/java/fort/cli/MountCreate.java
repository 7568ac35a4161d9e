package fort.cli;

import fort.client.FortClient;
import fort.wire.Mounts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Create a mount.
@Command(name = "create", description = "Create a mount.")
final class MountCreate extends ClientCommand {
    @Parameters(paramLabel = "MOUNT", index = "0", description = "The mount.")
    private String path = "";

    @Option(
            names = "--version",
            paramLabel = "1|2",
            description = "1 keeps one version of each secret, 2 keeps several.")
    private int version = 2;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private @Nullable String description;

    @Option(names = "--versions-max", paramLabel = "N", description = "How many versions of each secret are kept.")
    private @Nullable Long versionsMax;

    @Option(
            names = "--check-and-set",
            paramLabel = "true|false",
            description = "Whether each write must name the expected version.")
    private @Nullable Boolean checkAndSet;

    @Override
    int run(FortClient client) {
        Mounts.Create body = new Mounts.Create(path, "kv", version, description, versionsMax, checkAndSet);
        MountText.show(output(), client.places().createMount(body));
        return ExitCode.OK;
    }
}
