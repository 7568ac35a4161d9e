package fort.cli;

import fort.client.FortClient;
import fort.wire.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Show a target.
@Command(name = "show", description = "Show a target.")
final class TargetShow extends ClientCommand {
    @Parameters(paramLabel = "TARGET", index = "0", description = "The target.")
    private String target = "";

    @Override
    int run(FortClient client) {
        show(output(), client.targets().read(target));
        return ExitCode.OK;
    }

    static void show(Output output, Targets.Target target) {
        output.show(
                target,
                () -> output.fields(
                        "target", target.name(),
                        "kind", target.kind(),
                        "address", target.address(),
                        "authorities", target.caCertificates().isEmpty() ? "" : "its own",
                        "credential",
                                target.credential() == null
                                        ? "the rotated secret itself"
                                        : target.credentialMount() + "/" + target.credential(),
                        "changed by", target.changedBy(),
                        "changed", target.changedAt()));
    }
}
