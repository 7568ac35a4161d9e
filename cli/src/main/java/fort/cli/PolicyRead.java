package fort.cli;

import fort.client.FortClient;
import fort.wire.Policies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Show a policy as it was written.
@Command(name = "read", description = "Show a policy as it was written.")
final class PolicyRead extends ClientCommand {
    @Parameters(paramLabel = "POLICY", index = "0", description = "The policy.")
    private String name = "";

    @Override
    int run(FortClient client) {
        Policies.Policy policy = client.access().policy(name);
        output().show(policy, () -> output().stream().print(Output.printable(policy.text())));
        return ExitCode.OK;
    }
}
