package fort.cli;

import fort.client.FortClient;
import fort.wire.Promotions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Give a promotion up.
@Command(name = "cancel", description = "Give a promotion up.")
final class PromoteCancel extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The promotion.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private @Nullable String reason;

    @Override
    int run(FortClient client) {
        PromotionText.show(output(), client.promotions().cancel(id, new Promotions.Cancel(reason)));
        return ExitCode.OK;
    }
}
