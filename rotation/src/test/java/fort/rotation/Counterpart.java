package fort.rotation;

import java.util.Map;

/// A real target of one kind, started by its test, and a client of it that shares nothing with the rotator.
abstract class Counterpart implements AutoCloseable {
    /// Names what runs, for the table: `Redis 7.0.15`.
    abstract String version();

    /// Where it listens on this machine.
    abstract int port();

    /// How a target's address is spelled, with the given port in place of its own.
    abstract String address(int port);

    /// PEM of the authority of its certificate, or empty.
    String authorities() {
        return "";
    }

    /// The JSON object Fort changes others' credentials with; empty for none.
    abstract String administrator();

    /// The same with a password that is not the right one.
    abstract String wrongAdministrator();

    /// New users of its own for one test; the initial value works.
    abstract Secret fresh();

    /// Whether a consumer gets in with this value. Asks the target itself, never through a relay.
    abstract boolean login(String value);

    /// What the target wrote about it all, to look for values in.
    String log() {
        return "";
    }

    /// What must hold of the kind beyond what holds of all.
    Traits traits() {
        return Traits.ALL;
    }

    /// @param overlaps whether current and next value both work between apply and finish
    /// @param fences whether the target remembers the newest claim
    /// @param administrates whether an administrator's credential can be wrong
    /// @param connects whether it is reached over TCP
    record Traits(boolean overlaps, boolean fences, boolean administrates, boolean connects) {
        static final Traits ALL = new Traits(true, true, true, true);
    }

    /// @param value a JSON object
    record Secret(String value, Map<String, String> options) {}

    @Override
    public abstract void close();
}
