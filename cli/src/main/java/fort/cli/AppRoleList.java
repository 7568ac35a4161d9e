package fort.cli;

import fort.client.FortClient;
import fort.wire.AppRoles;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List the app roles.
@Command(name = "list", description = "List the app roles.")
final class AppRoleList extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        List<String> names = Pages.upTo(
                limit, page -> client.identities().appRoles(page), AppRoles.Listing::names, AppRoles.Listing::next);
        output().show(names, () -> names.forEach(output()::line));
        return ExitCode.OK;
    }
}
