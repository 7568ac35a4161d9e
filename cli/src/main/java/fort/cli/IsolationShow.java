package fort.cli;

import fort.client.FortClient;
import fort.wire.Isolation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Show a proof that was made.
@Command(name = "show", description = "Show a proof that was made.")
final class IsolationShow extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The proof.")
    private String id = "";

    @Option(names = "--report", description = "Write the signed report itself.")
    private boolean report;

    @Override
    int run(FortClient client) {
        Isolation.Proof proof = client.isolation().read(id);
        String text = proof.report();
        if (report && text != null) {
            output().stream().print(text);
            return ExitCode.OK;
        }
        return IsolationText.show(output(), proof);
    }
}
