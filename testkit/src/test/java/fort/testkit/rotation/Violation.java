package fort.testkit.rotation;

/// An invariant that did not hold.
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String invariant) {
        super(invariant);
    }
}
