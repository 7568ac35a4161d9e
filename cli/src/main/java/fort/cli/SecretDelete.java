package fort.cli;

import fort.client.FortClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Delete versions so that they can be undeleted.
@Command(name = "delete", description = "Delete versions so that they can be undeleted.")
final class SecretDelete extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--versions", paramLabel = "N,N", split = ",", description = "Numbers, with commas between.")
    private List<Long> versions = List.of();

    @Override
    int run(FortClient client) {
        WrittenSecret.show(output(), client.secrets().delete(mount, path, versions), "deleted");
        return ExitCode.OK;
    }
}
