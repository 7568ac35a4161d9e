package fort.access;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Equality between the value lists of a policy and the values of a request.
///
/// One deliberate difference from OpenBao: numbers are compared by value. There a number of a policy never equals a
/// number of a request (one is a Go integer, the other a JSON number), so a denied number is let through.
final class ParameterValues {
    private ParameterValues() {}

    /// An empty list contains everything.
    static boolean contains(List<Object> values, @Nullable Object value) {
        if (values.isEmpty()) {
            return true;
        }
        for (Object candidate : values) {
            if (matches(candidate, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Object candidate, @Nullable Object value) {
        if (candidate instanceof String glob && value instanceof String text) {
            return globMatches(glob, text);
        }
        return equal(candidate, value);
    }

    /// `*` at the start, the end or both; a single `*` is itself, as on OpenBao.
    static boolean globMatches(String glob, String text) {
        if (glob.length() < 2) {
            return glob.equals(text);
        }
        boolean open = glob.startsWith("*");
        boolean end = glob.endsWith("*");
        if (open && end) {
            return text.contains(glob.substring(1, glob.length() - 1));
        }
        if (open) {
            return text.endsWith(glob.substring(1));
        }
        return end ? text.startsWith(glob.substring(0, glob.length() - 1)) : glob.equals(text);
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return decimal(x).compareTo(decimal(y)) == 0;
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            if (x.size() != y.size()) {
                return false;
            }
            for (int i = 0; i < x.size(); i++) {
                if (!equal(x.get(i), y.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet()) && x.keySet().stream().allMatch(key -> equal(x.get(key), y.get(key)));
        }
        return a == null ? b == null : a.equals(b);
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }
}
