package fort.cli;

import fort.client.FortClient;
import fort.wire.Roles;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Create a role or replace it.
@Command(name = "write", description = "Create a role or replace it.")
final class RoleWrite extends ClientCommand {
    @Parameters(paramLabel = "ROLE", index = "0", description = "The role.")
    private String name = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private @Nullable String description;

    @Option(names = "--policy", paramLabel = "NAME", description = "A policy it gives; may be repeated.")
    private List<String> policies = List.of();

    @Override
    int run(FortClient client) {
        Roles.Role role = client.access().writeRole(name, new Roles.Write(description, policies));
        output().show(
                        role,
                        () -> output().fields(
                                        "name", role.name(),
                                        "description", role.description(),
                                        "policies", role.policies()));
        return ExitCode.OK;
    }
}
