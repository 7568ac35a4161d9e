package fort.cli;

import fort.client.FortClient;
import fort.wire.Rotations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Show how secrets are rotated and how far they are: one, or all.
@Command(name = "status", description = "Show how secrets are rotated and how far they are: one, or all.")
final class RotationStatus extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", arity = "0..1", description = "The secret; all when absent.")
    private @Nullable String path;

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--state", paramLabel = "STATE", description = "Only idle, running, failing, frozen or overdue.")
    private @Nullable String state;

    @Option(names = "--target", paramLabel = "NAME", description = "Only those at this target.")
    private @Nullable String target;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = 1_000;

    @Override
    int run(FortClient client) {
        if (path != null) {
            RotationText.show(output(), client.rotations().read(mount, path));
            return ExitCode.OK;
        }
        List<Rotations.Rotation> all = Pages.upTo(
                limit,
                page -> client.rotations().list(state, target, page),
                Rotations.Listing::items,
                Rotations.Listing::next);
        Rotations.Pause pause = client.rotations().pause();
        if (pause.paused()) {
            output().note("scheduled rotation is paused by " + pause.by() + ": " + pause.reason());
        }
        output().show(
                        all,
                        () -> output().table(
                                        RotationText.HEADING,
                                        all.stream().map(RotationText::row).toList()));
        return ExitCode.OK;
    }
}
