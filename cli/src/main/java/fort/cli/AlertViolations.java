package fort.cli;

import fort.client.FortClient;
import fort.wire.Alerts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List attempts to cross between environments, the newest first.
@Command(name = "violations", description = "List attempts to cross between environments, the newest first.")
final class AlertViolations extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = 100;

    @Override
    int run(FortClient client) {
        List<Alerts.Violation> violations =
                Pages.upTo(limit, client.alerts()::violations, Alerts.Violations::items, Alerts.Violations::next);
        output().show(
                        violations,
                        () -> output().table(
                                        List.of(
                                                "RECORD",
                                                "TIME",
                                                "FROM",
                                                "TO",
                                                "PRINCIPAL",
                                                "OPERATION",
                                                "PATH",
                                                "SOURCE"),
                                        violations.stream()
                                                .map(item -> Output.row(
                                                        item.index(),
                                                        item.time(),
                                                        item.from(),
                                                        item.to(),
                                                        item.principal(),
                                                        item.operation(),
                                                        item.path(),
                                                        item.source()))
                                                .toList()));
        return ExitCode.OK;
    }
}
