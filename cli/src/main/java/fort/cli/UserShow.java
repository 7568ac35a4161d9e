package fort.cli;

import fort.client.FortClient;
import fort.wire.Users;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Show a user.
@Command(name = "show", description = "Show a user.")
final class UserShow extends ClientCommand {
    @Parameters(paramLabel = "USER", index = "0", description = "The user.")
    private String name = "";

    @Override
    int run(FortClient client) {
        Users.User user = client.identities().user(name);
        output().show(
                        user,
                        () -> output().fields(
                                        "name", user.name(),
                                        "policies", user.policies(),
                                        "roles", user.roles(),
                                        "token lasts", Output.time(user.tokenTtlSeconds()),
                                        "at most", Output.time(user.tokenTtlSecondsMax())));
        return ExitCode.OK;
    }
}
