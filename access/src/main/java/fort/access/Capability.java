package fort.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a policy can grant on a path; the words are Vault's.
public enum Capability {
    CREATE(1 << 0),
    READ(1 << 1),
    UPDATE(1 << 2),
    PATCH(1 << 3),
    DELETE(1 << 4),
    LIST(1 << 5),
    /// OpenBao's recursive list.
    SCAN(1 << 6),
    SUDO(1 << 7),
    /// Vault's event subscription. Accepted in policies; no operation of Fort asks for it yet.
    SUBSCRIBE(1 << 8),
    /// Vault's recovery of a snapshot. Accepted in policies; no operation of Fort asks for it yet.
    RECOVER(1 << 9),
    DENY(1 << 10);

    private static final Capability[] ALL = values();

    private final int bit;
    private final String word = name().toLowerCase(Locale.ROOT);

    Capability(int bit) {
        this.bit = bit;
    }

    public String word() {
        return word;
    }

    /// Its place in a set of capabilities.
    int bit() {
        return bit;
    }

    static @Nullable Capability ofWord(String word) {
        for (Capability capability : ALL) {
            if (capability.word.equals(word)) {
                return capability;
            }
        }
        return null;
    }
}
