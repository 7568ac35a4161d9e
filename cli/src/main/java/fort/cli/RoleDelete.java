package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Remove a role.
@Command(name = "delete", description = "Remove a role.")
final class RoleDelete extends ClientCommand {
    @Parameters(paramLabel = "ROLE", index = "0", description = "The role.")
    private String name = "";

    @Override
    int run(FortClient client) {
        client.access().deleteRole(name);
        output().note("removed role " + name);
        return ExitCode.OK;
    }
}
