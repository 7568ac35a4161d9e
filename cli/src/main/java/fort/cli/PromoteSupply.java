package fort.cli;

import fort.client.FortClient;
import fort.wire.Promotions;
import fort.wire.SecretJson;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Supply a value that you were asked for.
@Command(name = "supply", description = "Supply a value that you were asked for.")
final class PromoteSupply extends ClientCommand {
    @Parameters(paramLabel = "ID", index = "0", description = "The promotion.")
    private String id = "";

    @Parameters(paramLabel = "PATH", index = "1", description = "The name in the target, with its mount.")
    private String path = "";

    @Parameters(
            paramLabel = "FIELD",
            index = "2..*",
            arity = "0..*",
            description = "NAME to be asked, NAME=- for stdin, NAME=@FILE for a file. Never NAME=VALUE.")
    private List<String> fields = List.of();

    @Option(names = "--from-file", paramLabel = "FILE", description = "A JSON object as the whole value; - for stdin.")
    private @Nullable Path file;

    @Override
    int run(FortClient client) {
        SecretJson value = ValueSource.read(surroundings(), fields, file);
        Promotions.Difference difference = client.promotions().supply(id, new Promotions.Supply(path, value));
        value.wipe();
        PromotionText.show(output(), difference);
        return ExitCode.OK;
    }
}
