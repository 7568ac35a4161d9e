package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Carry an approved promotion out, as a principal of the target.
@Command(name = "apply", description = "Carry an approved promotion out, as a principal of the target.")
final class PromoteApply extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The promotion.")
    private String id = "";

    @Override
    int run(FortClient client) {
        PromotionText.show(output(), client.promotions().apply(id));
        return ExitCode.OK;
    }
}
