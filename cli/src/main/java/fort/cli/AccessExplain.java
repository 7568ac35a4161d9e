package fort.cli;

import fort.client.FortClient;
import fort.wire.Policies;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Say why something is allowed or denied.
@Command(name = "explain", description = "Say why something is allowed or denied.")
final class AccessExplain extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "As policies see it, such as secret/data/app/db.")
    private String path = "";

    @Parameters(
            paramLabel = "CAPABILITY",
            index = "1",
            arity = "0..1",
            description = "create, read, update, patch, delete, list or sudo; read when absent.")
    private String capability = "read";

    @Option(names = "--accessor", paramLabel = "ACCESSOR", description = "The rights of this token, not your own.")
    private @Nullable String accessor;

    @Override
    int run(FortClient client) {
        Policies.Explanation explanation = client.access().explain(new Policies.Question(path, capability, accessor));
        output().show(explanation, () -> tell(explanation));
        return ExitCode.OK;
    }

    private void tell(Policies.Explanation explanation) {
        output().line((explanation.allowed() ? "allowed: " : "denied: ") + explanation.because());
        output().fields(
                        "policy", explanation.policy(),
                        "rule", explanation.rule(),
                        "policies held", explanation.policies());
        if (!explanation.considered().isEmpty()) {
            output().line("");
            output().table(
                            List.of("POLICY", "PATH", "CAPABILITIES"),
                            explanation.considered().stream()
                                    .map(rule -> Output.row(rule.policy(), rule.path(), rule.capabilities()))
                                    .toList());
        }
    }
}
