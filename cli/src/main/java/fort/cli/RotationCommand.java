package fort.cli;

import fort.client.FortClient;
import fort.wire.Rotations;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command about the rotation of one secret; most answer with how it then stands.
abstract class RotationCommand extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    final String path() {
        return path;
    }

    final @Nullable String mount() {
        return mount;
    }

    abstract Rotations.Rotation act(FortClient client);

    @Override
    int run(FortClient client) {
        RotationText.show(output(), act(client));
        return ExitCode.OK;
    }
}
