package fort.cli;

import fort.client.FortClient;
import fort.wire.Consumers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Say that a version of a secret is in use.
@Command(name = "ack", description = "Say that a version of a secret is in use, so that the one before may go.")
final class SecretAck extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--version", paramLabel = "N", required = true, description = "The version.")
    private long version;

    @Option(names = "--consumer", paramLabel = "NAME", description = "The service; who is logged in when absent.")
    private @Nullable String consumer;

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Override
    int run(FortClient client) {
        Consumers.Consumer done =
                client.consumers().acknowledge(mount, path, new Consumers.Acknowledge(version, consumer));
        output().show(
                        done,
                        () -> output().line(done.consumer() + " works with version " + done.acknowledgedVersion()
                                + " of " + path));
        return ExitCode.OK;
    }
}
