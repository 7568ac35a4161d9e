package fort.cli;

import fort.client.FortClient;
import fort.wire.Policies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Check the text of a policy and store nothing.
@Command(name = "check", description = "Check the text of a policy and store nothing.")
final class PolicyCheck extends ClientCommand {
    @Parameters(paramLabel = "FILE", index = "0", description = "Vault's HCL or JSON; - for stdin.")
    private Path file = Path.of("-");

    @Override
    int run(FortClient client) {
        byte[] text = Inputs.requireText(new Inputs(surroundings()).file(file), "the policy");
        Policies.Check check =
                client.access().checkPolicy(new Policies.Write(new String(text, StandardCharsets.UTF_8)));
        output().show(check, () -> output().line(check.valid() ? "valid" : "not valid: " + check.problem()));
        return check.valid() ? ExitCode.OK : ExitCode.NOT_SOUND;
    }
}
