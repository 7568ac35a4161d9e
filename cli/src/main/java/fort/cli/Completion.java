package fort.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Write the completion script of a shell.
@Command(
        name = "completion",
        description = "Write the completion script of a shell.",
        footer = {"For example: source <(fort completion bash)"})
final class Completion extends FortCommand {
    @Parameters(paramLabel = "SHELL", index = "0", description = "bash, zsh or fish.")
    private String shell = "";

    @Override
    public Integer call() {
        output().stream().print(CompletionScript.of(shell, new CommandTree(surroundings()).whole()));
        return ExitCode.OK;
    }
}
