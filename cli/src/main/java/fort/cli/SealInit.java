package fort.cli;

import fort.client.FortClient;
import fort.wire.Seals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Make the keys of the environment, once, and write its shares and first token out.
@Command(
        name = "init",
        description = "Make the keys of the environment, once, and write its shares and first token out.")
final class SealInit extends ClientCommand {
    @Option(names = "--shares", paramLabel = "N", description = "How many shares to make.")
    private int shares = 5;

    @Option(names = "--threshold", paramLabel = "N", description = "How many of them open the environment.")
    private int threshold = 3;

    @Override
    int run(FortClient client) {
        Seals.Initialised initialised = client.seal().initialise(new Seals.Initialise(shares, threshold));
        output().show(initialised, () -> {
            SealText.shares(output(), initialised.shares());
            output().stream().print("token:   ");
            output().stream().writeBytes(initialised.token().bytes());
            output().stream().println();
            output().note("These are shown this once. Give each share to another person.");
        });
        return ExitCode.OK;
    }
}
