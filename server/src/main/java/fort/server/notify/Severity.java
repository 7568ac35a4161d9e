package fort.server.notify;

import java.util.Set;

/// How much an alert matters, in ascending order.
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    private static final Set<String> CRITICAL_KINDS =
            Set.of("cross_environment", "integrity", "rotation_emergency", "rotation_given_up");

    private static final Set<String> INFO_KINDS = Set.of("rotation_done", "rotation_retired");

    /// @param kind of an alert; one that is not known here is a warning
    public static Severity of(String kind) {
        if (CRITICAL_KINDS.contains(kind)) {
            return CRITICAL;
        }
        return INFO_KINDS.contains(kind) ? INFO : WARNING;
    }

    /// In lower case, as in answers and in the configuration.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
