package fort.cli;

import fort.client.FortClient;
import fort.wire.Types;
import java.util.List;
import picocli.CommandLine.Command;

/// List the types of secrets.
@Command(name = "list", description = "List the types of secrets.")
final class TypeList extends ClientCommand {
    @Override
    int run(FortClient client) {
        List<Types.Type> types = Pages.all(client.types()::list, Types.Listing::items, Types.Listing::next);
        output().show(
                        types,
                        () -> output().table(
                                        List.of("NAME", "LIFETIME", "DESCRIPTION"),
                                        types.stream()
                                                .map(type -> Output.row(
                                                        type.name(),
                                                        Output.time(type.lifetimeSeconds()),
                                                        type.description()))
                                                .toList()));
        return ExitCode.OK;
    }
}
