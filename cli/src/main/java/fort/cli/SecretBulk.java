package fort.cli;

import fort.client.FortClient;
import fort.wire.Limits;
import fort.wire.Secrets;
import fort.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Read several secrets at once, as JSON.
@Command(name = "bulk", description = "Read several secrets at once, as JSON.")
final class SecretBulk extends ClientCommand {
    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "The secrets; - reads their names from stdin, one a line.")
    private List<String> paths = List.of();

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Override
    int run(FortClient client) {
        List<String> wanted = paths.equals(List.of("-")) ? names() : paths;
        List<Secrets.BulkItem> items = new ArrayList<>();
        for (int start = 0; start < wanted.size(); start += Limits.BULK_READ_MAX) {
            List<String> part = wanted.subList(start, Math.min(wanted.size(), start + Limits.BULK_READ_MAX));
            items.addAll(
                    client.secrets().bulkRead(new Secrets.BulkRead(mount, part)).items());
        }
        output().stream().print(new WireJson().writeIndented(items));
        return items.stream().allMatch(item -> item.secret() != null) ? ExitCode.OK : ExitCode.FAILURE;
    }

    private List<String> names() {
        return new String(new Inputs(surroundings()).stdin(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
