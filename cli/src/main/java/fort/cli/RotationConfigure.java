package fort.cli;

import fort.client.FortClient;
import fort.wire.Rotations;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Set up how a secret is rotated.
@Command(name = "configure", description = "Set up how a secret is rotated.")
final class RotationConfigure extends RotationCommand {
    @Option(
            names = "--rotator",
            paramLabel = "KIND",
            required = true,
            description = "Which kind: postgresql, redis, random, …")
    private String rotator = "";

    @Option(names = "--target", paramLabel = "NAME", description = "Where; see 'fort target list'.")
    private @Nullable String target;

    @Option(
            names = "--option",
            paramLabel = "NAME=TEXT",
            description = "What the kind needs to know besides, not secret; may be repeated.")
    private @Nullable Map<String, String> options;

    @Option(names = "--interval", paramLabel = "SECONDS", description = "Rotate this long after the last time.")
    private @Nullable Long intervalSeconds;

    @Option(names = "--lead", paramLabel = "SECONDS", description = "How long before expiry it begins.")
    private @Nullable Long leadSeconds;

    @Option(names = "--grace", paramLabel = "SECONDS", description = "How long the old version stays acceptable.")
    private @Nullable Long graceSeconds;

    @Option(names = "--grace-end", paramLabel = "WORD", description = "What ends the grace: time, proof or hold.")
    private @Nullable String graceEnd;

    @Override
    Rotations.Rotation act(FortClient client) {
        return client.rotations()
                .configure(
                        mount(),
                        path(),
                        new Rotations.Settings(
                                rotator, target, options, intervalSeconds, leadSeconds, graceSeconds, graceEnd));
    }
}
