package fort.cli;

import fort.client.FortClient;
import fort.wire.Targets;
import java.util.List;
import picocli.CommandLine.Command;

/// List the systems whose credentials Fort rotates.
@Command(name = "list", description = "List the systems whose credentials Fort rotates.")
final class TargetList extends ClientCommand {
    @Override
    int run(FortClient client) {
        List<Targets.Target> all =
                Pages.all(page -> client.targets().list(page), Targets.Listing::items, Targets.Listing::next);
        output().show(
                        all,
                        () -> output().table(
                                        List.of("TARGET", "KIND", "ADDRESS", "CREDENTIAL"),
                                        all.stream()
                                                .map(one -> Output.row(
                                                        one.name(), one.kind(), one.address(), one.credential()))
                                                .toList()));
        return ExitCode.OK;
    }
}
