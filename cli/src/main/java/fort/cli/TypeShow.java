package fort.cli;

import fort.client.FortClient;
import fort.wire.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Show a type and its rules.
@Command(name = "show", description = "Show a type and its rules.")
final class TypeShow extends ClientCommand {
    @Parameters(paramLabel = "TYPE", index = "0", description = "The type.")
    private String name = "";

    @Override
    int run(FortClient client) {
        Types.Type type = client.types().read(name);
        output().show(
                        type,
                        () -> output().fields(
                                        "name",
                                        type.name(),
                                        "description",
                                        type.description(),
                                        "lifetime",
                                        Output.time(type.lifetimeSeconds()),
                                        "length at least",
                                        type.lengthMin() == 0 ? "" : type.lengthMin(),
                                        "entropy at least",
                                        type.entropyBitsMin() == 0 ? "" : type.entropyBitsMin() + " bits",
                                        "character classes",
                                        type.characterClasses(),
                                        "common values",
                                        type.refuseCommon() ? "refused" : "",
                                        "reuse",
                                        type.refuseReuse() ? "refused" : ""));
        return ExitCode.OK;
    }
}
