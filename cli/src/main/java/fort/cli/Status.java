package fort.cli;

import fort.client.FortClient;
import fort.client.HealthCalls;
import picocli.CommandLine.Command;

/// Say how the server and the environment are.
@Command(name = "status", description = "Say how the server and the environment are.")
final class Status extends ClientCommand {
    @Override
    int run(FortClient client) {
        HealthCalls.Health health = client.health().read();
        if (output().isJson()) {
            output().stream().writeBytes(health.json());
            output().stream().println();
        } else {
            output().line("server: " + (health.status() < 300 ? "well" : "not well (status " + health.status() + ")"));
            SealText.show(output(), client.seal().status());
        }
        return health.status() < 300 ? ExitCode.OK : ExitCode.UNAVAILABLE;
    }
}
