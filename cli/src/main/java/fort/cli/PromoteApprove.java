package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Approve a promotion, as a principal of the target.
@Command(name = "approve", description = "Approve a promotion, as a principal of the target.")
final class PromoteApprove extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The promotion.")
    private String id = "";

    @Override
    int run(FortClient client) {
        PromotionText.show(output(), client.promotions().approve(id));
        return ExitCode.OK;
    }
}
