package fort.access;

/// A text that is no policy. Stays inside this room: [PolicyReader] turns it into a refusal.
final class SyntaxError extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxError(int line, String message) {
        super("line " + line + ": " + message, null, false, false);
    }
}
