package fort.cli;

import fort.client.FortClient;
import fort.wire.Seals;
import fort.wire.SecretText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Replace the shares of the root key: begin, give shares, look, or give up.
@Command(name = "rekey", description = "Replace the shares of the root key: begin, give shares, look, or give up.")
final class SealRekey extends ClientCommand {
    @Option(names = "--start", description = "Begin.")
    private boolean start;

    @Option(names = "--shares", paramLabel = "N", description = "How many shares to make.")
    private int shares = 5;

    @Option(names = "--threshold", paramLabel = "N", description = "How many of them open the environment.")
    private int threshold = 3;

    @Option(names = "--nonce", paramLabel = "NONCE", description = "Give a present share to the rekeying of this name.")
    private @Nullable String nonce;

    @Option(names = "--share-file", paramLabel = "FILE", description = "Where it is; - for stdin; asked when absent.")
    private @Nullable Path shareFile;

    @Option(names = "--cancel", description = "Give it up.")
    private boolean cancel;

    @Override
    int run(FortClient client) {
        String name = nonce;
        if (cancel) {
            client.seal().cancelRekey();
            output().note("given up");
        } else if (start) {
            SealText.show(output(), client.seal().startRekey(new Seals.RekeyStart(shares, threshold)));
        } else if (name != null) {
            SecretText share = new Inputs(surroundings()).secret(shareFile, "Present share");
            SealText.show(output(), client.seal().giveRekeyShare(new Seals.RekeyShare(name, share)));
        } else {
            SealText.show(output(), client.seal().rekeyStatus());
        }
        return ExitCode.OK;
    }
}
