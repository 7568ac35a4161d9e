package fort.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every command has: `--json`, `--help`, and its surroundings, which the [CommandTree] hands over
/// before it runs.
abstract class FortCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Write JSON instead of text for people.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private @Nullable Surroundings surroundings;

    FortCommand() {}

    /// For the way around picocli.
    FortCommand(boolean json) {
        this.json = json;
    }

    FortCommand in(Surroundings given) {
        surroundings = given;
        return this;
    }

    final Surroundings surroundings() {
        Surroundings given = surroundings;
        if (given == null || help) {
            throw new IllegalStateException("the command was not placed");
        }
        return given;
    }

    final Output output() {
        return new Output(surroundings(), json);
    }
}
