package fort.access;

import java.util.Locale;

/// What a policy can grant on a path; the words are Vault's.
public enum Capability {
    CREATE,
    READ,
    UPDATE,
    PATCH,
    DELETE,
    LIST,
    SUDO,
    DENY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
