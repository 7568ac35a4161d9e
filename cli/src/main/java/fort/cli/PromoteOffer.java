package fort.cli;

import fort.client.FortClient;
import fort.wire.Promotions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Hand over the values that a promotion copies, as a principal of the source.
@Command(
        name = "offer",
        description = "Hand over the values that a promotion copies, as a principal of the source.",
        footer = {"They wait in the target, sealed, for one hour; log in to the source first."})
final class PromoteOffer extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The promotion.")
    private String id = "";

    @Option(
            names = "--to",
            paramLabel = "NAME",
            required = true,
            description = "The environment that gets the secrets.")
    private String target = "";

    @Override
    int run(FortClient client) {
        client.promotions().offer(id, new Promotions.Offer(target));
        output().note("offered");
        return ExitCode.OK;
    }
}
