package fort.cli;

import fort.client.FortClient;
import fort.wire.Promotions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List promotions into the environment.
@Command(name = "list", description = "List promotions into the environment.")
final class PromoteList extends ClientCommand {
    @Option(names = "--state", paramLabel = "STATE", description = "draft, offered, approved, applied or cancelled.")
    private @Nullable String state;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        List<Promotions.Promotion> promotions = Pages.upTo(
                limit,
                page -> client.promotions().list(state, page),
                Promotions.Listing::items,
                Promotions.Listing::next);
        output().show(
                        promotions,
                        () -> output().table(
                                        List.of("ID", "FROM", "TO", "STATE", "BY", "CREATED"),
                                        promotions.stream()
                                                .map(item -> Output.row(
                                                        item.id(),
                                                        item.source(),
                                                        item.target(),
                                                        item.state(),
                                                        item.createdBy(),
                                                        item.createdAt()))
                                                .toList()));
        return ExitCode.OK;
    }
}
