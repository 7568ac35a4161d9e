package fort.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words after a verb: `--name value`, `--name=value`, or `--name` alone for those declared with a `!`.
final class Options {
    private final Map<String, List<String>> values;

    private Options(Map<String, List<String>> values) {
        this.values = values;
    }

    static final class WrongUsage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongUsage(String message) {
            super(message);
        }
    }

    /// @param known names, with `!` at the end when they take no value
    static Options parse(String[] arguments, String... known) {
        List<String> names = List.of(known);
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String word = arguments[i];
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            String value = "";
            if (names.contains(name)) {
                if (equals < 0 && i + 1 == arguments.length) {
                    throw new WrongUsage(name + " needs a value");
                }
                value = equals < 0 ? arguments[++i] : word.substring(equals + 1);
            } else if (!names.contains(name + "!") || equals >= 0) {
                throw new WrongUsage("unknown option " + name);
            }
            values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return new Options(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        List<String> given = values.get(name);
        return given == null ? otherwise : given.getLast();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    String required(String name) {
        if (!has(name)) {
            throw new WrongUsage(name + " is missing");
        }
        return text(name, "");
    }

    int number(String name, int otherwise) {
        try {
            int number = has(name) ? Integer.parseInt(text(name, "")) : otherwise;
            if (has(name) && (number < 0 || number > 65535)) {
                throw new WrongUsage(name + " must be 0 to 65535");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new WrongUsage(name + " must be a number");
        }
    }
}
