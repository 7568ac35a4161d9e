package fort.access;

/// Paths where the needed capability is not enough: the rule must also grant sudo. The list is OpenBao's.
public final class ProtectedPaths {
    private ProtectedPaths() {}

    public static boolean contains(String path) {
        return Stub.later();
    }
}
