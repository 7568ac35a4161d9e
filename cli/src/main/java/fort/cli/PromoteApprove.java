package fort.cli;

import fort.client.FortClient;
import fort.wire.Promotions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Approve a promotion, as another principal of the target. The approval binds to the mapping that was shown.
@Command(name = "approve", description = "Approve a promotion, as another principal of the target.")
final class PromoteApprove extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The promotion.")
    private String id = "";

    @Option(
            names = "--mapping",
            paramLabel = "HASH",
            description = "The mapping's hash that promote show told; shown and asked for when absent.")
    private @Nullable String mapping;

    @Override
    int run(FortClient client) {
        String hash = mapping;
        if (hash == null) {
            Promotions.Promotion promotion = client.promotions().read(id);
            PromotionText.show(output(), promotion);
            Confirmation.require(surroundings(), false, "Approve this mapping?");
            hash = promotion.mappingHash();
        }
        PromotionText.show(output(), client.promotions().approve(id, new Promotions.Approve(hash)));
        return ExitCode.OK;
    }
}
