package fort.cli;

import fort.client.FortClient;
import fort.wire.Types;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Make a value by the rules of a type and store it nowhere.
@Command(name = "generate", description = "Make a value by the rules of a type and store it nowhere.")
final class TypeGenerate extends ClientCommand {
    @Parameters(paramLabel = "TYPE", index = "0", description = "The type.")
    private String name = "";

    @Option(names = "--length", paramLabel = "N", description = "Characters, where the type leaves a choice.")
    private @Nullable Integer length;

    @Override
    int run(FortClient client) {
        Types.Generated generated = client.types().generate(name, new Types.Generate(length));
        output().show(generated, () -> new Fields(generated.value()).writeTable(output().stream()));
        return ExitCode.OK;
    }
}
