package fort.cli;

import fort.client.FortClient;
import fort.wire.Tokens;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List the accessors of tokens.
@Command(name = "list", description = "List the accessors of tokens.")
final class TokenList extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        List<String> names = Pages.upTo(
                limit, page -> client.tokens().list(page), Tokens.Accessors::accessors, Tokens.Accessors::next);
        output().show(names, () -> names.forEach(output()::line));
        return ExitCode.OK;
    }
}
