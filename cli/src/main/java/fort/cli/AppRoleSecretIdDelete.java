package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Destroy a secret id.
@Command(name = "secret-id-delete", description = "Destroy a secret id.")
final class AppRoleSecretIdDelete extends ClientCommand {
    @Parameters(paramLabel = "APP_ROLE", index = "0", description = "The app role.")
    private String name = "";

    @Parameters(paramLabel = "ACCESSOR", index = "1", description = "Of the secret id.")
    private String accessor = "";

    @Override
    int run(FortClient client) {
        client.identities().deleteSecretId(name, accessor);
        output().note("destroyed the secret id");
        return ExitCode.OK;
    }
}
