package fort.server.web;

/// A request whose outer form is not accepted. Thrown, because it ends the reading of a request wherever that stands;
/// the engine answers it.
/// The message never repeats what was sent.
public final class WebRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public WebRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
