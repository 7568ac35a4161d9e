package fort.cli;

import fort.client.FortClient;
import fort.wire.AppRoles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Make a secret id and write it out, this once.
@Command(name = "secret-id", description = "Make a secret id and write it out, this once.")
final class AppRoleSecretId extends ClientCommand {
    @Parameters(paramLabel = "APP_ROLE", index = "0", description = "The app role.")
    private String name = "";

    @Option(names = "--ttl-seconds", paramLabel = "N", description = "How long it lasts; 0 means as the app role says.")
    private long ttlSeconds;

    @Option(
            names = "--uses-max",
            paramLabel = "N",
            description = "How often it can be used; 0 means as the app role says.")
    private int usesMax;

    @Override
    int run(FortClient client) {
        AppRoles.SecretId made =
                client.identities().createSecretId(name, new AppRoles.SecretIdRequest(ttlSeconds, usesMax));
        output().show(made, () -> {
            output().note("accessor " + made.accessor());
            output().stream().writeBytes(made.secretId().bytes());
            output().stream().println();
        });
        return ExitCode.OK;
    }
}
