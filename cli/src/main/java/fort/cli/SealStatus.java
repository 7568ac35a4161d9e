package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;

/// Say whether the environment is initialised and sealed.
@Command(
        name = "status",
        description = "Say whether the environment is initialised and sealed.",
        footer = {"Exit code 5 when it is sealed or not initialised."})
final class SealStatus extends ClientCommand {
    @Override
    int run(FortClient client) {
        return SealText.show(output(), client.seal().status());
    }
}
