package fort.server.api;

/// Text from a stranger, for a record: bounded, without control characters.
public final class Printable {
    private Printable() {}

    public static String of(String text, int lengthMax) {
        int length = Math.min(text.length(), lengthMax);
        boolean clean = length == text.length();
        for (int i = 0; i < length && clean; i++) {
            clean = isPrintable(text.charAt(i));
        }
        if (clean) {
            return text;
        }
        StringBuilder safe = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            safe.append(isPrintable(c) ? c : '?');
        }
        return safe.toString();
    }

    private static boolean isPrintable(char c) {
        return c >= 0x20
                && (c < 0x7f || (c >= 0xa0 && !Character.isSurrogate(c) && Character.getType(c) != Character.FORMAT));
    }
}
