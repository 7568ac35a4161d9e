package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;

/// Show the state of the keyring.
@Command(name = "keys", description = "Show the state of the keyring.")
final class SealKeys extends ClientCommand {
    @Override
    int run(FortClient client) {
        SealText.show(output(), client.seal().keys());
        return ExitCode.OK;
    }
}
