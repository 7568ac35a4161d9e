package fort.cli;

import fort.client.FortClient;
import fort.client.FortException;
import fort.client.LoginFile;
import picocli.CommandLine.Command;

/// Revoke the remembered token and forget it.
@Command(name = "logout", description = "Revoke the remembered token and forget it.")
final class Logout extends ClientCommand {
    @Override
    int run(FortClient client) {
        boolean forgotten = false;
        LoginFile.Login login = logins().find(settings().address(), settings().environment());
        if (login != null) {
            revoke(client);
            String environment = login.environment().equals("-") ? null : login.environment();
            forgotten = logins().remove(settings().address(), environment);
        }
        output().note(forgotten ? "logged out" : "there was no login here");
        return ExitCode.OK;
    }

    /// A token that has ended by itself is as good as revoked.
    private static void revoke(FortClient client) {
        try {
            client.tokens().revokeSelf();
        } catch (FortException e) {
            if (ExitCode.of(e) != ExitCode.DENIED) {
                throw e;
            }
        }
    }
}
