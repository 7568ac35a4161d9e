package fort.cli;

import fort.client.FortClient;
import fort.wire.Environments;
import picocli.CommandLine.Command;

/// Digest every row: equal digests mean that nothing changed in between.
@Command(name = "digest", description = "Digest every row: equal digests mean that nothing changed in between.")
final class EnvironmentDigest extends ClientCommand {
    @Override
    int run(FortClient client) {
        Environments.Digest digest = client.places().digest();
        output().show(
                        digest,
                        () -> output().line(digest.digest() + "  " + digest.environment() + " (" + digest.rows()
                                + " rows)"));
        return ExitCode.OK;
    }
}
