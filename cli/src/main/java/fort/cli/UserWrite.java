package fort.cli;

import fort.client.FortClient;
import fort.wire.SecretText;
import fort.wire.Users;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Create a user or change it.
@Command(name = "write", description = "Create a user or change it.")
final class UserWrite extends ClientCommand {
    @Parameters(paramLabel = "USER", index = "0", description = "The user.")
    private String name = "";

    @Option(names = "--password", description = "Set the password too; needed for a new user; asks for it.")
    private boolean withPassword;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Where the password is; - for stdin.")
    private @Nullable Path passwordFile;

    @Option(names = "--policy", paramLabel = "NAME", description = "A policy; may be repeated; replaces all.")
    private @Nullable List<String> policies;

    @Option(names = "--role", paramLabel = "NAME", description = "A role; may be repeated; replaces all.")
    private @Nullable List<String> roles;

    @Option(names = "--ttl-seconds", paramLabel = "N", description = "How long its tokens last.")
    private @Nullable Long ttlSeconds;

    @Option(names = "--ttl-seconds-max", paramLabel = "N", description = "How long they can be renewed for.")
    private @Nullable Long ttlSecondsMax;

    @Override
    int run(FortClient client) {
        SecretText password = withPassword || passwordFile != null
                ? new Inputs(surroundings()).newSecret(passwordFile, "Password of " + name)
                : null;
        Users.User user = client.identities()
                .writeUser(name, new Users.Write(password, policies, roles, ttlSeconds, ttlSecondsMax));
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
