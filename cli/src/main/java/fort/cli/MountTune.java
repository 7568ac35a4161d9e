package fort.cli;

import fort.client.FortClient;
import fort.wire.Mounts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Change a mount.
@Command(name = "tune", description = "Change a mount.")
final class MountTune extends ClientCommand {
    @Parameters(paramLabel = "MOUNT", index = "0", description = "The mount.")
    private String path = "";

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
        MountText.show(
                output(), client.places().updateMount(path, new Mounts.Update(description, versionsMax, checkAndSet)));
        return ExitCode.OK;
    }
}
