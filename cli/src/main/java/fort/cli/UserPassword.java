package fort.cli;

import fort.client.FortClient;
import fort.wire.SecretText;
import fort.wire.Users;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Set the password of a user.
@Command(name = "password", description = "Set the password of a user.")
final class UserPassword extends ClientCommand {
    @Parameters(paramLabel = "USER", index = "0", description = "The user.")
    private String name = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Where it is; - for stdin; asked when absent.")
    private @Nullable Path passwordFile;

    @Override
    int run(FortClient client) {
        SecretText password = new Inputs(surroundings()).newSecret(passwordFile, "New password of " + name);
        client.identities().password(name, new Users.Password(password));
        password.wipe();
        output().note("changed the password of " + name);
        return ExitCode.OK;
    }
}
