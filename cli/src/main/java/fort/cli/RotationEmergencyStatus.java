package fort.cli;

import fort.client.FortClient;
import fort.wire.Emergencies;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Show an emergency's report, or list all.
@Command(name = "emergency-status", description = "Show an emergency's report, or list all, the newest first.")
final class RotationEmergencyStatus extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", arity = "0..1", description = "The emergency; all when absent.")
    private @Nullable String id;

    @Option(names = "--follow", description = "Wait for its end.")
    private boolean follow;

    @Override
    int run(FortClient client) {
        if (id != null) {
            Emergencies.Emergency emergency = client.emergencies().read(id);
            RotationText.show(
                    output(), follow ? new EmergencyProgress(surroundings(), client).follow(emergency) : emergency);
            return ExitCode.OK;
        }
        Emergencies.Listing all = client.emergencies().list();
        output().show(
                        all,
                        () -> output().table(
                                        List.of("EMERGENCY", "BEGUN", "CLOSED", "SECRETS", "BY", "REASON"),
                                        all.items().stream()
                                                .map(one -> Output.row(
                                                        one.id(),
                                                        one.startedAt(),
                                                        one.closedAt(),
                                                        one.total(),
                                                        one.startedBy(),
                                                        one.reason()))
                                                .toList()));
        return ExitCode.OK;
    }
}
