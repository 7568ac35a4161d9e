package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Show a promotion.
@Command(name = "show", description = "Show a promotion.")
final class PromoteShow extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The promotion.")
    private String id = "";

    @Override
    int run(FortClient client) {
        PromotionText.show(output(), client.promotions().read(id));
        return ExitCode.OK;
    }
}
