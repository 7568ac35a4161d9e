package fort.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One table of the file while it is read: each key is asked for once, and [#close] reports every key that nobody
/// asked
/// for, with the nearest
/// one that would have been. A wrong value is reported and replaced by the default, so that one run finds all
/// problems.
final class Section {
    private final Toml.Table table;
    private final String name;
    private final List<Problem> problems;
    private final TreeSet<String> known = new TreeSet<>();

    Section(Toml.Table table, String name, List<Problem> problems) {
        this.table = table;
        this.name = name;
        this.problems = problems;
    }

    int line() {
        return table.line();
    }

    int line(String key) {
        Toml value = table.values().get(key);
        return value == null ? table.line() : value.line();
    }

    boolean has(String key) {
        return table.values().containsKey(key);
    }

    private @Nullable Toml take(String key) {
        known.add(key);
        return table.values().get(key);
    }

    void report(int line, String message) {
        problems.add(new Problem(line, message));
    }

    private void wrongType(Toml value, String key, String expected) {
        report(value.line(), "`" + key + "` must be " + expected);
    }

    String text(String key, String otherwise) {
        Toml value = take(key);
        if (value instanceof Toml.Text text) {
            return text.value();
        }
        if (value != null) {
            wrongType(value, key, "a text in quotes");
        }
        return otherwise;
    }

    String requiredText(String key) {
        if (!has(key)) {
            report(table.line(), "`" + key + "` is missing" + (name.isEmpty() ? "" : " in [" + name + "]"));
        }
        return text(key, "");
    }

    String choice(String key, String otherwise, List<String> choices) {
        String value = text(key, otherwise);
        if (!choices.contains(value)) {
            report(line(key), "`" + key + "` must be one of " + String.join(", ", choices));
            return otherwise;
        }
        return value;
    }

    boolean flag(String key, boolean otherwise) {
        Toml value = take(key);
        if (value instanceof Toml.Flag flag) {
            return flag.value();
        }
        if (value != null) {
            wrongType(value, key, "true or false");
        }
        return otherwise;
    }

    int whole(String key, int otherwise, int min, int max) {
        Toml value = take(key);
        if (value instanceof Toml.Whole whole && whole.value() >= min && whole.value() <= max) {
            return (int) whole.value();
        }
        if (value != null) {
            wrongType(value, key, "a whole number from " + min + " to " + max);
        }
        return otherwise;
    }

    List<String> texts(String key) {
        Toml value = take(key);
        List<String> texts = new ArrayList<>();
        if (value instanceof Toml.Items items) {
            for (Toml item : items.values()) {
                if (item instanceof Toml.Text text) {
                    texts.add(text.value());
                } else {
                    wrongType(item, key, "an array of texts in quotes");
                }
            }
        } else if (value != null) {
            wrongType(value, key, "an array of texts in quotes");
        }
        return texts;
    }

    /// An absent table reads like an empty one.
    Section section(String key) {
        Toml value = take(key);
        if (value instanceof Toml.Table inner) {
            return new Section(inner, child(key), problems);
        }
        if (value != null) {
            wrongType(value, key, "a table, written [" + child(key) + "]");
        }
        return new Section(Toml.Table.empty(table.line()), child(key), problems);
    }

    List<Section> sections(String key) {
        Toml value = take(key);
        List<Section> sections = new ArrayList<>();
        if (value instanceof Toml.Items items) {
            for (Toml item : items.values()) {
                if (item instanceof Toml.Table inner) {
                    sections.add(new Section(inner, child(key), problems));
                }
            }
        }
        if (value != null && sections.isEmpty()) {
            wrongType(value, key, "tables, each written [[" + child(key) + "]]");
        }
        return sections;
    }

    private String child(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    void close() {
        for (Map.Entry<String, Toml> entry : table.values().entrySet()) {
            if (!known.contains(entry.getKey())) {
                String nearest = Nearest.of(entry.getKey(), known);
                report(
                        entry.getValue().line(),
                        "unknown key `" + entry.getKey() + "`" + (name.isEmpty() ? "" : " in [" + name + "]")
                                + (nearest.isEmpty()
                                        ? "; known here: " + String.join(", ", known)
                                        : "; did you mean `" + nearest + "`?"));
            }
        }
    }
}
