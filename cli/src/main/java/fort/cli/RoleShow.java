package fort.cli;

import fort.client.FortClient;
import fort.wire.Roles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Show a role.
@Command(name = "show", description = "Show a role.")
final class RoleShow extends ClientCommand {
    @Parameters(paramLabel = "ROLE", index = "0", description = "The role.")
    private String name = "";

    @Override
    int run(FortClient client) {
        Roles.Role role = client.access().role(name);
        output().show(
                        role,
                        () -> output().fields(
                                        "name", role.name(),
                                        "description", role.description(),
                                        "policies", role.policies()));
        return ExitCode.OK;
    }
}
