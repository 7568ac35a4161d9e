package fort.cli;

import fort.client.FortClient;
import fort.wire.Policies;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List the policies.
@Command(name = "list", description = "List the policies.")
final class PolicyList extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        List<String> names = Pages.upTo(
                limit, page -> client.access().policies(page), Policies.Listing::names, Policies.Listing::next);
        output().show(names, () -> names.forEach(output()::line));
        return ExitCode.OK;
    }
}
