package fort.cli;

import fort.client.FortClient;
import fort.wire.Promotions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Propose a promotion out of the environment.
@Command(
        name = "create",
        description = "Propose a promotion out of the environment.",
        footer = {
            "The mapping names each secret of the source, with its mount:%n  {\"secret/app/db\": \"secret/app/db\", \"secret/app/key\": {\"generate\": true},%n   \"secret/app/mail\": {\"ask\": \"userpass/olga\"}, \"secret/app/local\": {\"skip\": true}}"
        })
final class PromoteCreate extends ClientCommand {
    @Parameters(paramLabel = "FILE", index = "0", description = "The mapping, as JSON; - for stdin.")
    private Path file = Path.of("-");

    @Option(
            names = "--to",
            paramLabel = "NAME",
            required = true,
            description = "The environment that gets the secrets.")
    private String target = "";

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Every secret below it must be mapped.")
    private @Nullable String prefix;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private @Nullable String reason;

    @Override
    int run(FortClient client) {
        List<Promotions.Mapping> mappings = MappingFile.read(new Inputs(surroundings()).file(file));
        Promotions.Create body = new Promotions.Create(target, prefix, mappings, reason);
        PromotionText.show(output(), client.promotions().create(body));
        return ExitCode.OK;
    }
}
