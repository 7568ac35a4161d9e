package fort.cli;

import fort.client.FortClient;
import fort.client.LogVerifier;
import fort.wire.Audit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Check a receipt: that what it stands for is in the signed record.
@Command(name = "prove", description = "Check a receipt: that what it stands for is in the signed record.")
final class AuditProve extends ClientCommand {
    @Parameters(paramLabel = "RECEIPT", index = "0", description = "The text of a Fort-Receipt header.")
    private String receipt = "";

    @Option(names = "--key", paramLabel = "KEY", description = "The log's verifier key; the server's word when absent.")
    private List<String> keys = List.of();

    @Override
    int run(FortClient client) {
        List<String> verifierKeys = keys.isEmpty() ? client.audit().keys().verifierKeys() : keys;
        Audit.Proof proof = client.audit().prove(receipt);
        List<String> problems = LogVerifier.check(receipt, proof, verifierKeys);
        output().show(proof, () -> {
            problems.forEach(problem -> output().line("NOT SOUND: " + problem));
            if (problems.isEmpty()) {
                output().line("sound: record " + proof.inclusion().index() + " is in the tree of "
                        + proof.inclusion().size() + " records that the log's key signed");
            }
        });
        return problems.isEmpty() ? ExitCode.OK : ExitCode.NOT_SOUND;
    }
}
