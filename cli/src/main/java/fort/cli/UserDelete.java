package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Remove a user and revoke its tokens.
@Command(name = "delete", description = "Remove a user and revoke its tokens.")
final class UserDelete extends ClientCommand {
    @Parameters(paramLabel = "USER", index = "0", description = "The user.")
    private String name = "";

    @Override
    int run(FortClient client) {
        client.identities().deleteUser(name);
        output().note("removed user " + name);
        return ExitCode.OK;
    }
}
