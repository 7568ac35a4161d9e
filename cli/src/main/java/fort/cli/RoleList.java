package fort.cli;

import fort.client.FortClient;
import fort.wire.Roles;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List the roles.
@Command(name = "list", description = "List the roles.")
final class RoleList extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        List<Roles.Role> roles = Pages.upTo(limit, client.access()::roles, Roles.Listing::items, Roles.Listing::next);
        output().show(
                        roles,
                        () -> output().table(
                                        List.of("NAME", "POLICIES", "DESCRIPTION"),
                                        roles.stream()
                                                .map(role ->
                                                        Output.row(role.name(), role.policies(), role.description()))
                                                .toList()));
        return ExitCode.OK;
    }
}
