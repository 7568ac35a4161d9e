package fort.domain;

/// The capability to read the bytes of a [SecretValue].
///
/// Whoever reveals a value names this type, so every place where a secret turns into bytes is one text search; a law
/// test lists the classes that may. It carries no data.
public final class Reveal {
    private static final Reveal ONLY = new Reveal();

    private Reveal() {}

    /// To be called only by the classes that the laws allow: the sealing room, the response writer, the rotators and
    /// the client's injector.
    public static Reveal granted() {
        return ONLY;
    }
}
