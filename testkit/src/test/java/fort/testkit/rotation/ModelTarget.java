package fort.testkit.rotation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A system with one user or two. Remembers the greatest fence it saw, as Fort's own rotators do where the target
/// can,
/// and refuses smaller ones.
final class ModelTarget {
    /// A credential as a secret holds it.
    record Credential(int user, long password) {}

    private final long[] passwords;
    private long fence;
    Instant downUntil = Instant.MIN;
    Instant refusesUntil = Instant.MIN;

    ModelTarget(int users) {
        passwords = new long[users];
    }

    boolean two() {
        return passwords.length == 2;
    }

    /// Which user a new credential is for.
    int user(Credential current) {
        return (current.user() + 1) % passwords.length;
    }

    boolean accepts(@Nullable Credential credential) {
        return credential != null && passwords[credential.user()] == credential.password();
    }

    /// @return false: refused
    boolean show(long shown) {
        if (shown < fence) {
            return false;
        }
        fence = shown;
        return true;
    }

    void set(Credential credential) {
        passwords[credential.user()] = credential.password();
    }

    void finish(Credential current) {
        if (two()) {
            passwords[user(current)] = 0;
        }
    }

    /// As [fort.rotation.Rotator]'s undo: the current value works, the next one does no more.
    void undo(Credential current) {
        if (two()) {
            passwords[user(current)] = 0;
        } else {
            set(current);
        }
    }
}
