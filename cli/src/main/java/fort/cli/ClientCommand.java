package fort.cli;

import fort.client.FortClient;
import fort.client.LoginFile;
import fort.client.Settings;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A command that calls the server. Options win over variables, variables over the login file.
abstract class ClientCommand extends FortCommand {
    @Option(names = "--address", paramLabel = "URL", description = "The server (FORT_ADDR, VAULT_ADDR).")
    private @Nullable URI address;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "The environment (FORT_ENVIRONMENT, VAULT_NAMESPACE).")
    private @Nullable String environment;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificates the server's must lead to (FORT_CACERT, VAULT_CACERT).")
    private @Nullable Path caFile;

    ClientCommand() {}

    ClientCommand(boolean json) {
        super(json);
    }

    /// @return the exit code
    abstract int run(FortClient client);

    @Override
    public final Integer call() {
        try (FortClient client = FortClient.connect(settings())) {
            return run(client);
        }
    }

    /// Where to call and as whom; without a token in the variables, the remembered login.
    final Settings settings() {
        Settings settings = place();
        if (settings.token() != null) {
            return settings;
        }
        LoginFile.Login login = logins().find(settings.address(), settings.environment());
        return login == null ? settings : settings.withToken(login.token());
    }

    /// Where to call, with the token of the variables only.
    final Settings place() {
        Settings settings = Settings.of(surroundings().variables()).withService("fort-cli");
        settings = address == null ? settings : settings.withAddress(address);
        settings = environment == null ? settings : settings.withEnvironment(environment);
        if (settings.isReadableOnTheWay()
                && !"1".equals(surroundings().variables().get(Settings.ALLOW_HTTP))) {
            throw new Misuse("over http anyone on the way could read the token and the secrets: use https, or set "
                    + Settings.ALLOW_HTTP + "=1 if you really want that");
        }
        return caFile == null ? settings : settings.withCaFile(caFile);
    }

    final LoginFile logins() {
        return LoginFile.of(surroundings().home());
    }
}
