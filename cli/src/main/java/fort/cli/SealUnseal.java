package fort.cli;

import fort.client.FortClient;
import fort.wire.Seals;
import fort.wire.SecretText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Give one share of the root key.
@Command(name = "unseal", description = "Give one share of the root key.")
final class SealUnseal extends ClientCommand {
    @Option(names = "--share-file", paramLabel = "FILE", description = "Where it is; - for stdin; asked when absent.")
    private @Nullable Path shareFile;

    @Option(names = "--reset", description = "Forget the shares given so far.")
    private boolean reset;

    @Override
    int run(FortClient client) {
        SecretText share = reset ? null : new Inputs(surroundings()).secret(shareFile, "Share");
        Seals.Status status = client.seal().unseal(new Seals.Unseal(share, reset));
        SealText.show(output(), status);
        return ExitCode.OK;
    }
}
