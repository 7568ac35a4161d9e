package fort.cli;

import fort.client.FortClient;
import fort.wire.Audit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Show what the record has of a secret's rotations, the newest first.
@Command(name = "history", description = "Show what the record has of a secret's rotations, the newest first.")
final class RotationHistory extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = 100;

    @Override
    int run(FortClient client) {
        List<Audit.Entry> entries = Pages.upTo(
                limit,
                page -> client.rotations().history(mount, path, page),
                Audit.Entries::items,
                Audit.Entries::next);
        output().show(
                        entries,
                        () -> output().table(
                                        List.of("TIME", "WHAT", "BY", "VERSION", "RESULT", "DETAILS"),
                                        entries.stream()
                                                .map(entry -> Output.row(
                                                        entry.time(),
                                                        entry.operation(),
                                                        entry.principal(),
                                                        entry.version() == 0 ? "" : entry.version(),
                                                        entry.result(),
                                                        entry.details().isEmpty() ? "" : entry.details()))
                                                .toList()));
        return ExitCode.OK;
    }
}
