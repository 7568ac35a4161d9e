package fort.cli;

import fort.client.FortClient;
import fort.wire.AppRoles;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Create an app role or change it.
@Command(name = "write", description = "Create an app role or change it.")
final class AppRoleWrite extends ClientCommand {
    @Parameters(paramLabel = "APP_ROLE", index = "0", description = "The app role.")
    private String name = "";

    @Option(names = "--policy", paramLabel = "NAME", description = "A policy; may be repeated; replaces all.")
    private @Nullable List<String> policies;

    @Option(names = "--role", paramLabel = "NAME", description = "A role; may be repeated; replaces all.")
    private @Nullable List<String> roles;

    @Option(names = "--ttl-seconds", paramLabel = "N", description = "How long its tokens last.")
    private @Nullable Long ttlSeconds;

    @Option(names = "--ttl-seconds-max", paramLabel = "N", description = "How long they can be renewed for.")
    private @Nullable Long ttlSecondsMax;

    @Option(names = "--secret-id-ttl-seconds", paramLabel = "N", description = "How long a secret id lasts.")
    private @Nullable Long secretIdTtlSeconds;

    @Option(
            names = "--secret-id-uses-max",
            paramLabel = "N",
            description = "How often one can be used; 0 means no limit.")
    private @Nullable Integer secretIdUsesMax;

    @Override
    int run(FortClient client) {
        AppRoles.Write body =
                new AppRoles.Write(policies, roles, ttlSeconds, ttlSecondsMax, secretIdTtlSeconds, secretIdUsesMax);
        AppRoles.AppRole appRole = client.identities().writeAppRole(name, body);
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
