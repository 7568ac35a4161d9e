package fort.cli;

/// The command was used in a way that it cannot follow: exit code 2. The message says what to do instead
/// and never repeats a value.
final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misuse(String message) {
        super(message);
    }
}
