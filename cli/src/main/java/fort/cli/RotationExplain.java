package fort.cli;

import fort.client.FortClient;
import fort.wire.Rotations;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Say what happens to a secret next, and why.
@Command(name = "explain", description = "Say what happens to a secret next, and why.")
final class RotationExplain extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Override
    int run(FortClient client) {
        Rotations.Explanation explanation = client.rotations().explain(mount, path);
        output().show(explanation, () -> explanation.sentences().forEach(output()::line));
        return ExitCode.OK;
    }
}
