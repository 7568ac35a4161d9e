package fort.server.config;

/// Which addresses cannot be reached from another machine. Names other than `localhost` are never resolved to find
/// out.
public final class Loopback {
    private Loopback() {}

    public static boolean is(String address) {
        if (address.equals("localhost") || address.equals("::1") || address.equals("[::1]")) {
            return true;
        }
        if (!address.startsWith("127.")) {
            return false;
        }
        String[] parts = address.split("\\.", -1);
        return parts.length == 4 && java.util.Arrays.stream(parts).allMatch(Loopback::isByte);
    }

    private static boolean isByte(String part) {
        return part.length() <= 3
                && !part.isEmpty()
                && part.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(part) <= 255;
    }
}
