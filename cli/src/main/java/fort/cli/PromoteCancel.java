package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Give a promotion up.
@Command(name = "cancel", description = "Give a promotion up.")
final class PromoteCancel extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The promotion.")
    private String id = "";

    @Override
    int run(FortClient client) {
        PromotionText.show(output(), client.promotions().cancel(id));
        return ExitCode.OK;
    }
}
