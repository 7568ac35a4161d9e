package fort.cli;

import fort.client.FortClient;
import fort.wire.Alerts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Say that you look after an alert.
@Command(name = "acknowledge", description = "Say that you look after an alert.")
final class AlertAcknowledge extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The alert.")
    private String id = "";

    @Override
    int run(FortClient client) {
        Alerts.Alert alert = client.alerts().acknowledge(id);
        output().show(alert, () -> {
            output().fields(
                            "alert", alert.id(),
                            "kind", alert.kind(),
                            "severity", alert.severity(),
                            "raised", alert.raisedAt(),
                            "summary", alert.summary(),
                            "delivered", Output.yesNo(alert.delivered()) + ", tries " + alert.deliveries(),
                            "acknowledged by", alert.acknowledgedBy(),
                            "last error", alert.lastError());
            alert.details().forEach((name, text) -> output().line(name + ": " + text));
        });
        return ExitCode.OK;
    }
}
