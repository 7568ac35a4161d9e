package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Forget the keys until the environment is unsealed again.
@Command(name = "seal", description = "Forget the keys until the environment is unsealed again.")
final class SealSeal extends ClientCommand {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    int run(FortClient client) {
        Confirmation.require(surroundings(), yes, "Seal the environment? Nothing can be read until it is unsealed.");
        client.seal().seal();
        output().note("sealed");
        return ExitCode.OK;
    }
}
