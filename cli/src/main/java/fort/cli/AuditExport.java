package fort.cli;

import fort.client.FortClient;
import fort.client.LogArchive;
import fort.client.LogSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Copy the published log into a folder: checkpoint, tiles and sealed records.
@Command(name = "export", description = "Copy the published log into a folder: checkpoint, tiles and sealed records.")
final class AuditExport extends ClientCommand {
    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "The folder; must not exist.")
    private Path folder = Path.of("");

    @Override
    int run(FortClient client) {
        long size;
        try (Progress progress = new Progress(surroundings(), "records")) {
            size = new LogArchive(LogSource.server(client.audit()), folder).write(progress::at);
        }
        PrivateFiles.create(
                folder.resolve("keys"),
                String.join("\n", client.audit().keys().verifierKeys())
                        .concat("\n")
                        .getBytes(StandardCharsets.UTF_8));
        output().note("copied " + size + " records to " + folder);
        return ExitCode.OK;
    }
}
