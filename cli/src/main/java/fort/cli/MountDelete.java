package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Remove a mount and destroy every secret in it.
@Command(name = "delete", description = "Remove a mount and destroy every secret in it.")
final class MountDelete extends ClientCommand {
    @Parameters(paramLabel = "MOUNT", index = "0", description = "The mount.")
    private String path = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    int run(FortClient client) {
        Confirmation.require(surroundings(), yes, "Destroy every secret in " + path + "?");
        client.places().deleteMount(path);
        output().note("removed " + path);
        return ExitCode.OK;
    }
}
