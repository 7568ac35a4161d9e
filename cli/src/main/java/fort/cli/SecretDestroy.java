package fort.cli;

import fort.client.FortClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Destroy versions, or all of a secret, for good.
@Command(name = "destroy", description = "Destroy versions, or all of a secret, for good.")
final class SecretDestroy extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--versions", paramLabel = "N,N", split = ",", description = "Numbers, with commas between.")
    private List<Long> versions = List.of();

    @Option(names = "--all", description = "Every version and all metadata.")
    private boolean all;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    int run(FortClient client) {
        if (all == !versions.isEmpty()) {
            throw new Misuse("say which: --versions N,N or --all");
        }
        Confirmation.require(surroundings(), yes, "Destroy " + path + " for good?");
        if (all) {
            client.metadata().delete(mount, path);
            output().note("destroyed " + path);
        } else {
            WrittenSecret.show(output(), client.secrets().destroy(mount, path, versions), "destroyed");
        }
        return ExitCode.OK;
    }
}
