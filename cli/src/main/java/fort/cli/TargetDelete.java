package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Remove a target at which nothing is rotated.
@Command(name = "delete", description = "Remove a target at which nothing is rotated.")
final class TargetDelete extends ClientCommand {
    @Parameters(paramLabel = "TARGET", index = "0", description = "The target.")
    private String target = "";

    @Override
    int run(FortClient client) {
        client.targets().delete(target);
        output().note("removed " + target);
        return ExitCode.OK;
    }
}
