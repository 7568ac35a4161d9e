package fort.cli;

import fort.client.FortException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// The command line's entry.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        int code = run(arguments, surroundings);
        surroundings.out().flush();
        System.exit(code);
    }

    static int run(String[] given, Surroundings surroundings) {
        if (given.length > 0 && given[0].equals("train")) {
            return Training.run(surroundings);
        }
        boolean asksForHelp = given.length == 0 || given[0].equals("help");
        String[] arguments = asksForHelp ? new String[] {"--help"} : given;
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
        root.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, surroundings.err()));
        root.setParameterExceptionHandler((failure, rest) -> misused(failure, surroundings.err()));
        return root.execute(arguments);
    }

    private static int explain(Exception failure, PrintStream err) {
        return switch (failure) {
            case FortException refused -> {
                err.println("fort: " + Output.printable(String.valueOf(refused.getMessage())) + " (" + refused.code()
                        + (refused.requestId().isEmpty() ? "" : ", request " + refused.requestId()) + ")");
                yield ExitCode.of(refused);
            }
            case Misuse misuse -> {
                err.println("fort: " + misuse.getMessage());
                yield ExitCode.USAGE;
            }
            case IllegalArgumentException wrong -> {
                err.println("fort: " + wrong.getMessage());
                yield ExitCode.USAGE;
            }
            case IllegalStateException refused -> {
                err.println("fort: " + refused.getMessage());
                yield ExitCode.FAILURE;
            }
            case UncheckedIOException broken -> {
                err.println("fort: " + broken.getMessage());
                yield ExitCode.FAILURE;
            }
            default -> {
                err.println("fort: failed unexpectedly: " + failure.getClass().getSimpleName());
                yield ExitCode.FAILURE;
            }
        };
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
