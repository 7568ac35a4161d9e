package fort.cli;

import fort.client.FortClient;
import fort.wire.Secrets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Let Fort make a value and write it.
@Command(
        name = "generate",
        description = "Let Fort make a value and write it.",
        footer = {"The value is stored, not shown; read it with secret get."})
final class SecretGenerate extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--type", paramLabel = "TYPE", description = "The type, whose rules the value meets.")
    private @Nullable String type;

    @Option(names = "--field", paramLabel = "NAME", description = "Which field gets it.")
    private @Nullable String field;

    @Option(names = "--expected-version", paramLabel = "N", description = "Only if this is the current version.")
    private @Nullable Long expectedVersion;

    @Override
    int run(FortClient client) {
        Secrets.Generate body = new Secrets.Generate(type, field, expectedVersion);
        WrittenSecret.show(output(), client.secrets().generate(mount, path, body));
        return ExitCode.OK;
    }
}
