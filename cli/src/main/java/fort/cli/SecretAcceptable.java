package fort.cli;

import fort.client.FortClient;
import fort.wire.Consumers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Say which versions of a secret are acceptable now.
@Command(name = "acceptable", description = "Say which versions of a secret are acceptable now.")
final class SecretAcceptable extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Override
    int run(FortClient client) {
        Consumers.Acceptable acceptable = client.consumers().acceptable(mount, path, false);
        output().show(
                        acceptable,
                        () -> output().table(
                                        List.of("VERSION", "STATE", "CREATED", "UNTIL"),
                                        acceptable.items().stream()
                                                .map(one -> Output.row(
                                                        one.version(), one.state(), one.createdAt(), one.graceUntil()))
                                                .toList()));
        return ExitCode.OK;
    }
}
