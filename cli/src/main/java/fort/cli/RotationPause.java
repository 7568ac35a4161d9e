package fort.cli;

import fort.client.FortClient;
import fort.wire.Rotations;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Pause scheduled rotation of the environment, let it go on, or say how it is.
@Command(name = "pause", description = "Pause scheduled rotation of the environment, or let it go on with --end.")
final class RotationPause extends ClientCommand {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record and for others.")
    private @Nullable String reason;

    @Option(names = "--end", description = "Let it go on.")
    private boolean end;

    @Option(names = "--show", description = "Change nothing.")
    private boolean show;

    @Override
    int run(FortClient client) {
        Rotations.Pause pause =
                show ? client.rotations().pause() : client.rotations().setPause(new Rotations.SetPause(!end, reason));
        output().show(
                        pause,
                        () -> output().fields(
                                        "paused", Output.yesNo(pause.paused()),
                                        "by", pause.by(),
                                        "reason", pause.reason(),
                                        "since", pause.since()));
        return ExitCode.OK;
    }
}
