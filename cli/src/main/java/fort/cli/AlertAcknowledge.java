package fort.cli;

import fort.client.FortClient;
import fort.wire.Alerts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Say that you look after an alert.
@Command(name = "acknowledge", description = "Say that you look after an alert.")
final class AlertAcknowledge extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The alert.")
    private String id = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "What you know or do.")
    private @Nullable String note;

    @Override
    int run(FortClient client) {
        Alerts.Alert alert = client.alerts().acknowledge(id, new Alerts.Acknowledge(note));
        output().show(alert, () -> {
            output().fields(
                            "alert", alert.id(),
                            "kind", alert.kind(),
                            "severity", alert.severity(),
                            "raised", alert.raisedAt(),
                            "summary", alert.summary(),
                            "delivered", Output.yesNo(alert.delivered()) + ", tries " + alert.deliveries(),
                            "acknowledged by", alert.acknowledgedBy(),
                            "note", alert.note());
            alert.details().forEach((name, text) -> output().line(name + ": " + text));
        });
        return ExitCode.OK;
    }
}
