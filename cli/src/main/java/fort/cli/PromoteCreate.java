package fort.cli;

import fort.client.FortClient;
import fort.wire.Promotions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Propose a promotion into the environment.
@Command(
        name = "create",
        description = "Propose a promotion into the environment.",
        footer = {
            "The mapping names each secret of the source and what becomes of it:%n  {\"app/db\": \"app/db\", \"app/key\": {\"generate\": \"password\"},%n   \"app/mail\": {\"ask\": \"userpass/olga\"}, \"app/local\": {\"skip\": true}}"
        })
final class PromoteCreate extends ClientCommand {
    @Parameters(paramLabel = "FILE", index = "0", description = "The mapping, as JSON; - for stdin.")
    private Path file = Path.of("-");

    @Option(
            names = "--from",
            paramLabel = "NAME",
            required = true,
            description = "The environment that has the secrets.")
    private String source = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Every secret below it must be mapped.")
    private @Nullable String prefix;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Override
    int run(FortClient client) {
        List<Promotions.Mapping> mappings = MappingFile.read(new Inputs(surroundings()).file(file));
        Promotions.Create body = new Promotions.Create(source, mount, prefix, mappings, reason);
        PromotionText.show(output(), client.promotions().create(body));
        return ExitCode.OK;
    }
}
