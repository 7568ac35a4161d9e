package fort.cli;

import fort.client.FortClient;
import fort.wire.Environments;
import java.util.List;
import picocli.CommandLine.Command;

/// List the environments of this Fort.
@Command(name = "list", description = "List the environments of this Fort.")
final class EnvironmentList extends ClientCommand {
    @Override
    int run(FortClient client) {
        Environments.Listing listing = client.places().environments();
        output().show(
                        listing.items(),
                        () -> output().table(
                                        List.of("NAME", "CURRENT", "DEFAULT"),
                                        listing.items().stream()
                                                .map(item -> Output.row(
                                                        item.name(),
                                                        Output.yesNo(item.current()),
                                                        Output.yesNo(item.isDefault())))
                                                .toList()));
        return ExitCode.OK;
    }
}
