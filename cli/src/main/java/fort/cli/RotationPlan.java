package fort.cli;

import fort.client.FortClient;
import fort.wire.Rotations;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List what comes due, soonest first.
@Command(name = "plan", description = "List what comes due, soonest first.")
final class RotationPlan extends ClientCommand {
    @Option(names = "--days", paramLabel = "N", description = "So many days ahead; 30 when absent.")
    private int days = 30;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = 1_000;

    @Override
    int run(FortClient client) {
        var until = surroundings().clock().instant().plus(Duration.ofDays(days));
        List<Rotations.Planned> all = Pages.upTo(
                limit, page -> client.rotations().plan(until, page), Rotations.Plan::items, Rotations.Plan::next);
        output().show(
                        all,
                        () -> output().table(
                                        List.of("AT", "PATH", "WHAT"),
                                        all.stream()
                                                .map(one -> Output.row(
                                                        one.at(), one.mount() + "/" + one.path(), one.what()))
                                                .toList()));
        return ExitCode.OK;
    }
}
