package fort.cli;

import picocli.CommandLine.Command;

/// Say how a configuration file is checked.
@Command(name = "check", description = "Say how a configuration file is checked.")
final class ConfigCheck extends FortCommand {
    @Override
    public Integer call() {
        output().note("The server checks its own file and starts nothing: fort server --check --config FILE");
        return ExitCode.USAGE;
    }
}
