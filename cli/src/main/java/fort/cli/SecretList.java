package fort.cli;

import fort.client.FortClient;
import fort.wire.Secrets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// List names below a prefix.
@Command(name = "list", description = "List names below a prefix.")
final class SecretList extends ClientCommand {
    @Parameters(paramLabel = "PREFIX", index = "0", arity = "0..1", description = "Names below it; all when absent.")
    private String prefix = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(
            names = {"-r", "--recursive"},
            description = "All levels below.")
    private boolean recursive;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        List<String> names = Pages.upTo(
                limit,
                page -> client.secrets().list(mount, prefix.isEmpty() ? null : prefix, recursive, page),
                Secrets.Listing::names,
                Secrets.Listing::next);
        output().show(names, () -> names.forEach(output()::line));
        return ExitCode.OK;
    }
}
