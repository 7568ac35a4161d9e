package fort.cli;

import fort.client.FortClient;
import fort.wire.Isolation;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List the proofs that were made.
@Command(name = "list", description = "List the proofs that were made.")
final class IsolationList extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        List<Isolation.Proof> proofs =
                Pages.upTo(limit, client.isolation()::list, Isolation.Listing::items, Isolation.Listing::next);
        output().show(
                        proofs,
                        () -> output().table(
                                        List.of("ID", "STATE", "STARTED", "ATTEMPTS", "REFUSED"),
                                        proofs.stream()
                                                .map(item -> Output.row(
                                                        item.id(),
                                                        item.state(),
                                                        item.startedAt(),
                                                        item.attempts(),
                                                        item.refused()))
                                                .toList()));
        return ExitCode.OK;
    }
}
