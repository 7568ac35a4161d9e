package fort.cli;

import fort.client.FortClient;
import fort.wire.Targets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Create or change a target.
@Command(name = "write", description = "Create or change a target.")
final class TargetWrite extends ClientCommand {
    @Parameters(paramLabel = "TARGET", index = "0", description = "The target.")
    private String target = "";

    @Option(names = "--kind", paramLabel = "KIND", required = true, description = "As its rotator's: postgresql, …")
    private String kind = "";

    @Option(
            names = "--at",
            paramLabel = "ADDRESS",
            required = true,
            description = "Where it is, as its kind spells it, without credentials.")
    private String at = "";

    @Option(names = "--authorities", paramLabel = "FILE", description = "PEM file of the authorities to trust there.")
    private @Nullable Path authorities;

    @Option(
            names = "--credential",
            paramLabel = "PATH",
            description = "The secret Fort logs in with; the rotated secret itself when absent.")
    private @Nullable String credential;

    @Option(names = "--credential-mount", paramLabel = "MOUNT", description = "Where that is; 'secret' when absent.")
    private @Nullable String credentialMount;

    @Override
    int run(FortClient client) {
        String pem = authorities == null
                ? null
                : new String(new Inputs(surroundings()).file(authorities), StandardCharsets.UTF_8);
        TargetShow.show(
                output(),
                client.targets().write(target, new Targets.Write(kind, at, pem, credential, credentialMount)));
        return ExitCode.OK;
    }
}
