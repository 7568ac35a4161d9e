package fort.cli;

import fort.client.FortClient;
import fort.wire.Policies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Write a policy.
@Command(name = "write", description = "Write a policy.")
final class PolicyWrite extends ClientCommand {
    @Parameters(paramLabel = "POLICY", index = "0", description = "The policy.")
    private String name = "";

    @Parameters(paramLabel = "FILE", index = "1", description = "Vault's HCL or JSON; - for stdin.")
    private Path file = Path.of("-");

    @Override
    int run(FortClient client) {
        byte[] text = Inputs.requireText(new Inputs(surroundings()).file(file), "the policy");
        client.access().writePolicy(name, new Policies.Write(new String(text, StandardCharsets.UTF_8)));
        output().note("wrote policy " + name);
        return ExitCode.OK;
    }
}
