package fort.cli;

import picocli.CommandLine.Command;

/// Say how a configuration file is checked.
@Command(name = "check", description = "Say how a configuration file is checked.")
final class ConfigCheck extends FortCommand {
    @Override
    public Integer call() {
        output().note("The server's program reads its own file, and starts nothing: ./fort config check FILE");
        return ExitCode.USAGE;
    }
}
