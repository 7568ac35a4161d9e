package fort.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// Runs a command line through picocli.
final class Parsing {
    private Parsing() {}

    static int run(String[] arguments, Surroundings surroundings) {
        CommandLine root = new CommandTree(surroundings).root(arguments);
        root.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        root.setExpandAtFiles(false);
        root.setUsageHelpWidth(100);
        root.setUsageHelpAutoWidth(false);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(
                surroundings.variables().containsKey("NO_COLOR")
                        ? CommandLine.Help.Ansi.OFF
                        : CommandLine.Help.Ansi.AUTO));
        root.setExecutionExceptionHandler((failure, command, parsed) -> Failures.explain(failure, surroundings.err()));
        root.setParameterExceptionHandler((failure, left) -> misused(failure, surroundings.err()));
        return root.execute(arguments);
    }

    /// picocli repeats what it could not place; that may be a secret in the wrong place, so it is not
    /// repeated here.
    private static int misused(CommandLine.ParameterException failure, PrintStream err) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        String message = switch (failure) {
            case CommandLine.UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case CommandLine.MissingParameterException missing -> String.valueOf(missing.getMessage());
            default ->
                failure.getArgSpec() == null
                        ? "no command is named"
                        : "the value of " + failure.getArgSpec().paramLabel() + " is not valid";
        };
        err.println("fort: " + message);
        err.println("Try '" + command + " --help'.");
        return ExitCode.USAGE;
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException failure) {
        String first =
                failure.getUnmatched().isEmpty() ? "" : failure.getUnmatched().getFirst();
        if (first.startsWith("-")) {
            int equals = first.indexOf('=');
            return "there is no option " + Output.printable(equals < 0 ? first : first.substring(0, equals));
        }
        return failure.getCommandLine().getSubcommands().isEmpty()
                ? "there are more arguments than this command takes"
                : "there is no such command";
    }
}
