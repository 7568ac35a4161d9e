package fort.cli;

import fort.client.FortClient;
import fort.wire.Promotions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Say what applying a promotion would do now; shows no value.
@Command(name = "diff", description = "Say what applying a promotion would do now; shows no value.")
final class PromoteDiff extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The promotion.")
    private String id = "";

    @Override
    int run(FortClient client) {
        Promotions.Difference difference = client.promotions().difference(id);
        PromotionText.show(output(), difference);
        return difference.ready() ? ExitCode.OK : ExitCode.NOT_SOUND;
    }
}
