package fort.cli;

import fort.client.FortClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Rotate a secret no more.
@Command(name = "remove", description = "Rotate a secret no more.")
final class RotationRemove extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Override
    int run(FortClient client) {
        client.rotations().unconfigure(mount, path);
        output().note(path + " is rotated no more");
        return ExitCode.OK;
    }
}
