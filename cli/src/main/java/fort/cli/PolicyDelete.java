package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Remove a policy.
@Command(name = "delete", description = "Remove a policy.")
final class PolicyDelete extends ClientCommand {
    @Parameters(paramLabel = "POLICY", index = "0", description = "The policy.")
    private String name = "";

    @Override
    int run(FortClient client) {
        client.access().deletePolicy(name);
        output().note("removed policy " + name);
        return ExitCode.OK;
    }
}
