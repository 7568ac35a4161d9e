package fort.cli;

import fort.client.FortClient;
import fort.wire.Users;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List the users.
@Command(name = "list", description = "List the users.")
final class UserList extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        List<String> names =
                Pages.upTo(limit, page -> client.identities().users(page), Users.Listing::names, Users.Listing::next);
        output().show(names, () -> names.forEach(output()::line));
        return ExitCode.OK;
    }
}
