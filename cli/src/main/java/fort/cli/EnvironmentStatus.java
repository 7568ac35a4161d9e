package fort.cli;

import fort.client.FortClient;
import fort.wire.Environments;
import picocli.CommandLine.Command;

/// Show the state of the environment.
@Command(name = "status", description = "Show the state of the environment.")
final class EnvironmentStatus extends ClientCommand {
    @Override
    int run(FortClient client) {
        Environments.Status status = client.places().environment();
        output().show(
                        status,
                        () -> output().fields(
                                        "environment", status.name(),
                                        "namespace", status.namespace(),
                                        "initialised", Output.yesNo(status.initialised()),
                                        "sealed", Output.yesNo(status.sealed()),
                                        "store", status.store() + ", schema " + status.schemaVersion(),
                                        "seal", status.seal(),
                                        "key term", status.keyTerm(),
                                        "records", status.recordSize(),
                                        "log", status.recordOrigin()));
        return ExitCode.OK;
    }
}
