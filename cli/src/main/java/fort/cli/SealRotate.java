package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;

/// Begin to seal under a new environment key.
@Command(name = "rotate", description = "Begin to seal under a new environment key.")
final class SealRotate extends ClientCommand {
    @Override
    int run(FortClient client) {
        SealText.show(output(), client.seal().rotate());
        return ExitCode.OK;
    }
}
