package fort.domain;

/// A name that is not canonical. The message says what was wrong and is safe to show: it never repeats the input.
public final class InvalidName extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidName(String message) {
        super(message);
    }
}
