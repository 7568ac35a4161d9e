package fort.cli;

import fort.client.FortClient;
import fort.wire.Consumers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Say who uses a secret, and which version.
@Command(name = "consumers", description = "Say who uses a secret, and which version.")
final class SecretConsumers extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--forget", paramLabel = "CONSUMER", description = "Forget a consumer that is no more.")
    private @Nullable String forgotten;

    @Override
    int run(FortClient client) {
        if (forgotten != null) {
            client.consumers().forget(mount, path, forgotten);
        }
        Consumers.Listing listing = client.consumers().list(mount, path);
        output().show(
                        listing,
                        () -> output().table(
                                        List.of(
                                                "CONSUMER",
                                                "PRINCIPAL",
                                                "FETCHED",
                                                "AT",
                                                "ACKNOWLEDGED",
                                                "AT",
                                                "STATE"),
                                        listing.items().stream()
                                                .map(one -> Output.row(
                                                        one.consumer(),
                                                        one.principal(),
                                                        version(one.fetchedVersion()),
                                                        one.fetchedAt(),
                                                        version(one.acknowledgedVersion()),
                                                        one.acknowledgedAt(),
                                                        state(one, listing.currentVersion())))
                                                .toList()));
        return ExitCode.OK;
    }

    private static String version(long number) {
        return number == 0 ? "-" : Long.toString(number);
    }

    private static String state(Consumers.Consumer consumer, long current) {
        if (consumer.acknowledgedVersion() >= current) {
            return "up to date";
        }
        return consumer.fetchedVersion() >= current ? "fetched" : "behind";
    }
}
