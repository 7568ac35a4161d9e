package fort.cli;

import fort.client.FortClient;
import fort.client.Settings;
import fort.wire.SecretText;
import fort.wire.Tokens;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Log in and remember the token.
@Command(
        name = "login",
        description = "Log in and remember the token.",
        footer = {"The token is kept in ~/.fort/token, which only you can read."})
final class Login extends ClientCommand {
    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Log in as this user; asks for the password.")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Where the password is; - for stdin.")
    private @Nullable Path passwordFile;

    @Option(names = "--role-id", paramLabel = "ID", description = "Log in as a program with this role id.")
    private @Nullable String roleId;

    @Option(names = "--secret-id-file", paramLabel = "FILE", description = "Where its secret id is; - for stdin.")
    private @Nullable Path secretIdFile;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Remember this token; - for stdin; asked when no other way is named.")
    private @Nullable Path tokenFile;

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the users or app roles live.")
    private @Nullable String mount;

    @Override
    int run(FortClient client) {
        SecretText token = token(client);
        Settings settings = place().withToken(token);
        try (FortClient known = FortClient.connect(settings)) {
            Tokens.Identity identity = known.tokens().whoami();
            logins().put(settings.address(), identity.environment(), token);
            output().show(
                            identity,
                            () -> output().fields(
                                            "environment", identity.environment(),
                                            "logged in as", identity.principal(),
                                            "policies", identity.policies(),
                                            "ends in", Output.time(identity.ttlSeconds())));
        }
        token.wipe();
        return ExitCode.OK;
    }

    private SecretText token(FortClient client) {
        Inputs inputs = new Inputs(surroundings());
        String name = user;
        if (name != null) {
            SecretText password = inputs.secret(passwordFile, "Password of " + name);
            return client.tokens()
                    .login(new Tokens.PasswordLogin(name, password, mount))
                    .token();
        }
        String role = roleId;
        if (role != null) {
            SecretText secretId = inputs.secret(secretIdFile, "Secret id");
            SecretText id = SecretText.of(role.toCharArray());
            return client.tokens()
                    .login(new Tokens.AppRoleLogin(id, secretId, mount))
                    .token();
        }
        return inputs.secret(tokenFile, "Token");
    }
}
