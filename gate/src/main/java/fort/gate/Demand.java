package fort.gate;

import fort.access.Capability;
import java.util.Locale;

/// What an operation asks of the caller before it is carried out.
sealed interface Demand {
    /// Anyone, also without a credential: logins, seal status, unsealing with shares.
    record Open() implements Demand {}

    /// A valid token and nothing more; for acts that concern only the caller's own token's contents (unwrapping
    /// with it).
    record Known() implements Demand {}

    /// A policy must grant the capability on the path.
    ///
    /// @param path as policies see it (`secret/data/app/db`), without leading slash
    /// @param sudo the path is root-protected: `sudo` is needed besides
    record Needs(String path, Capability capability, boolean sudo) implements Demand {}

    /// Only Fort itself, never a request from outside.
    record Internal() implements Demand {}

    Demand OPEN = new Open();
    Demand KNOWN = new Known();
    Demand INTERNAL = new Internal();

    /// A user's, role's or policy's name as it is stored: the rooms below lowercase what they are given, so the
    /// decision must be about the lower case too. Else a deny of `users/alice` would not be one of `users/ALICE`.
    static String named(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static Demand needs(String path, Capability capability) {
        return new Needs(path, capability, false);
    }

    static Demand sudo(String path, Capability capability) {
        return new Needs(path, capability, true);
    }
}
