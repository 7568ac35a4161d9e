package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Remove an app role and its secret ids.
@Command(name = "delete", description = "Remove an app role and its secret ids.")
final class AppRoleDelete extends ClientCommand {
    @Parameters(paramLabel = "APP_ROLE", index = "0", description = "The app role.")
    private String name = "";

    @Override
    int run(FortClient client) {
        client.identities().deleteAppRole(name);
        output().note("removed app role " + name);
        return ExitCode.OK;
    }
}
