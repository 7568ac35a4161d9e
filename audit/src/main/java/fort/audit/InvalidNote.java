package fort.audit;

/// A note, checkpoint or proof that is not well formed. The message never repeats the input.
public final class InvalidNote extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidNote(String message) {
        super(message);
    }
}
