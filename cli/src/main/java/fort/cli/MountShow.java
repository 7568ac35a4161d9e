package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Show a mount.
@Command(name = "show", description = "Show a mount.")
final class MountShow extends ClientCommand {
    @Parameters(paramLabel = "MOUNT", index = "0", description = "The mount.")
    private String path = "";

    @Override
    int run(FortClient client) {
        MountText.show(output(), client.places().mount(path));
        return ExitCode.OK;
    }
}
