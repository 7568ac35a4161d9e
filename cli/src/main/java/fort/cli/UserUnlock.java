package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Let a locked-out user try again.
@Command(name = "unlock", description = "Let a locked-out user try again.")
final class UserUnlock extends ClientCommand {
    @Parameters(paramLabel = "USER", index = "0", description = "The user.")
    private String name = "";

    @Override
    int run(FortClient client) {
        client.identities().unlock(name);
        output().note("unlocked " + name);
        return ExitCode.OK;
    }
}
