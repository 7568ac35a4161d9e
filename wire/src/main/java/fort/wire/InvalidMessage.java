package fort.wire;

/// A request body that does not follow the API's description. The message names the field and says what is
/// wrong; it never repeats a value.
public final class InvalidMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidMessage(String message) {
        super(message);
    }
}
