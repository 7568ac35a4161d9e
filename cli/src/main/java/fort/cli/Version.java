package fort.cli;

import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;

/// Write the version of this program.
@Command(name = "version", description = "Write the version of this program.")
final class Version extends FortCommand {
    @Override
    public Integer call() {
        String version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "0.1.0");
        output().show(Map.of("version", version), () -> output().line("fort " + version));
        return ExitCode.OK;
    }
}
