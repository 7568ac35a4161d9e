package fort.cli;

import fort.client.FortClient;
import fort.wire.Alerts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List alerts, the newest first.
@Command(name = "list", description = "List alerts, the newest first.")
final class AlertList extends ClientCommand {
    @Option(names = "--open", description = "Only those that nobody has acknowledged.")
    private boolean open;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = 100;

    @Override
    int run(FortClient client) {
        List<Alerts.Alert> alerts = Pages.upTo(
                limit,
                page -> client.alerts().list(open ? Boolean.FALSE : null, page),
                Alerts.Listing::items,
                Alerts.Listing::next);
        output().show(
                        alerts,
                        () -> output().table(
                                        List.of("ID", "RAISED", "SEVERITY", "KIND", "SUMMARY", "ACKNOWLEDGED BY"),
                                        alerts.stream()
                                                .map(alert -> Output.row(
                                                        alert.id(),
                                                        alert.raisedAt(),
                                                        alert.severity(),
                                                        alert.kind(),
                                                        alert.summary(),
                                                        alert.acknowledgedBy()))
                                                .toList()));
        return ExitCode.OK;
    }
}
