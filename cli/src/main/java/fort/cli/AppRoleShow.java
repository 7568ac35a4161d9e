package fort.cli;

import fort.client.FortClient;
import fort.wire.AppRoles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Show an app role.
@Command(name = "show", description = "Show an app role.")
final class AppRoleShow extends ClientCommand {
    @Parameters(paramLabel = "APP_ROLE", index = "0", description = "The app role.")
    private String name = "";

    @Override
    int run(FortClient client) {
        AppRoles.AppRole appRole = client.identities().appRole(name);
        output().show(
                        appRole,
                        () -> output().fields(
                                        "name", appRole.name(),
                                        "role id", appRole.roleId(),
                                        "policies", appRole.policies(),
                                        "roles", appRole.roles(),
                                        "token lasts", Output.time(appRole.tokenTtlSeconds()),
                                        "at most", Output.time(appRole.tokenTtlSecondsMax()),
                                        "secret id lasts", Output.time(appRole.secretIdTtlSeconds()),
                                        "secret id uses",
                                                appRole.secretIdUsesMax() == 0 ? "" : appRole.secretIdUsesMax()));
        return ExitCode.OK;
    }
}
