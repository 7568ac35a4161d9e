package fort.cli;

import fort.client.FortException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/// Says in one line why a command failed, and gives its exit code. No stack trace: it would help nobody in
/// front of a terminal, and what an unexpected exception says may hold a value.
final class Failures {
    private Failures() {}

    static int explain(Exception failure, PrintStream err) {
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
}
