package fort.server.vault;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/// Durations as Vault's clients write and read them: seconds as a number, or Go's notation (`1h30m`, `5m0s`), with
/// `d`
/// for days besides. Fractions of a second are dropped.
final class GoDuration {
    /// Longer texts are no durations.
    private static final int LENGTH_MAX = 64;

    private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000_000L);

    private GoDuration() {}

    /// @return seconds, or empty when the text is no duration
    static OptionalLong seconds(String text) {
        String rest = text.strip();
        if (rest.isEmpty() || rest.length() > LENGTH_MAX) {
            return OptionalLong.empty();
        }
        boolean negative = rest.startsWith("-");
        if (negative || rest.startsWith("+")) {
            rest = rest.substring(1);
        }
        BigDecimal sum = isDigits(rest) ? new BigDecimal(rest) : sum(rest);
        if (sum == null || sum.compareTo(SECONDS_MAX) > 0) {
            return OptionalLong.empty();
        }
        long seconds = sum.setScale(0, RoundingMode.DOWN).longValueExact();
        return OptionalLong.of(negative ? -seconds : seconds);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static @org.jspecify.annotations.Nullable BigDecimal sum(String text) {
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        while (at < text.length()) {
            int number = at;
            while (number < text.length() && isNumberPart(text.charAt(number))) {
                number++;
            }
            int unit = number;
            while (unit < text.length() && !isNumberPart(text.charAt(unit))) {
                unit++;
            }
            BigDecimal size = unit(text.substring(number, unit));
            String digits = text.substring(at, number);
            if (size == null
                    || digits.isEmpty()
                    || digits.equals(".")
                    || digits.indexOf('.') != digits.lastIndexOf('.')) {
                return null;
            }
            sum = sum.add(new BigDecimal(digits.startsWith(".") ? "0" + digits : digits).multiply(size));
            at = unit;
        }
        return at == 0 ? null : sum;
    }

    private static boolean isNumberPart(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private static @org.jspecify.annotations.Nullable BigDecimal unit(String unit) {
        return switch (unit) {
            case "ns" -> BigDecimal.valueOf(1, 9);
            case "us", "µs", "μs" -> BigDecimal.valueOf(1, 6);
            case "ms" -> BigDecimal.valueOf(1, 3);
            case "s" -> BigDecimal.ONE;
            case "m" -> BigDecimal.valueOf(60);
            case "h" -> BigDecimal.valueOf(3_600);
            case "d" -> BigDecimal.valueOf(86_400);
            default -> null;
        };
    }

    /// Go's `Duration.String`: `0s`, `30m0s`, `3h25m19s`.
    static String text(long seconds) {
        long size = Math.abs(seconds);
        StringBuilder text = new StringBuilder(seconds < 0 ? "-" : "");
        if (size >= 3_600) {
            text.append(size / 3_600).append('h');
        }
        if (size >= 60) {
            text.append(size / 60 % 60).append('m');
        }
        return text.append(size % 60).append('s').toString();
    }
}
