package fort.cli;

import fort.client.FortClient;
import fort.client.HealthCalls;
import picocli.CommandLine.Command;

/// Write the health report of the server.
@Command(name = "health", description = "Write the health report of the server.")
final class Health extends ClientCommand {
    @Override
    int run(FortClient client) {
        HealthCalls.Health health = client.health().read();
        output().stream().writeBytes(health.json());
        output().stream().println();
        return health.status() < 300 ? ExitCode.OK : ExitCode.UNAVAILABLE;
    }
}
