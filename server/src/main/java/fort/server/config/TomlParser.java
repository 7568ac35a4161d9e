package fort.server.config;

import java.util.ArrayList;
import java.util.List;

/// Reads a configuration file. Small on purpose: it starts in no time, knows the line of everything, and refuses what
/// it does not know instead of
/// guessing. A test holds it against a full TOML reader.
final class TomlParser {
    static final int CHARACTERS_MAX = 1024 * 1024;
    static final int DEPTH_MAX = 16;

    private final String text;
    private int at;
    private int line = 1;

    private TomlParser(String text) {
        this.text = text;
    }

    /// @throws TomlException when the text is not TOML, or TOML that this reader does not know
    static Toml.Table parse(String text) {
        if (text.length() > CHARACTERS_MAX) {
            throw new TomlException(1, "the file is larger than " + CHARACTERS_MAX + " characters");
        }
        return new TomlParser(text).document();
    }

    static final class TomlException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int line;

        TomlException(int line, String message) {
            super(message);
            this.line = line;
        }
    }

    private Toml.Table document() {
        Toml.Table root = Toml.Table.empty(1);
        Toml.Table table = root;
        skipBlank();
        while (at < text.length()) {
            if (peek() == '[') {
                table = header(root);
            } else {
                String key = key();
                skipSpaces();
                expect('=');
                skipSpaces();
                int where = line;
                put(table, key, value(0), where);
            }
            endOfLine();
            skipBlank();
        }
        return root;
    }

    private Toml.Table header(Toml.Table root) {
        int where = line;
        at++;
        boolean array = peek() == '[';
        if (array) {
            at++;
        }
        List<String> path = new ArrayList<>();
        do {
            skipSpaces();
            path.add(key());
            skipSpaces();
        } while (accept('.'));
        expect(']');
        if (array) {
            expect(']');
        }
        Toml.Table parent = root;
        for (String name : path.subList(0, path.size() - 1)) {
            parent = descend(parent, name, where);
        }
        String name = path.getLast();
        return array ? appended(parent, name, where) : opened(parent, name, where);
    }

    private Toml.Table descend(Toml.Table parent, String name, int where) {
        Toml found = parent.values().computeIfAbsent(name, n -> Toml.Table.empty(where));
        return switch (found) {
            case Toml.Table table -> table;
            case Toml.Items items
            when !items.values().isEmpty() && items.values().getLast() instanceof Toml.Table last -> last;
            case Toml.Items items -> throw notATable(name, where);
            case Toml.Text text -> throw notATable(name, where);
            case Toml.Whole whole -> throw notATable(name, where);
            case Toml.Flag flag -> throw notATable(name, where);
        };
    }

    private Toml.Table opened(Toml.Table parent, String name, int where) {
        Toml.Table table = Toml.Table.empty(where);
        put(parent, name, table, where);
        return table;
    }

    private Toml.Table appended(Toml.Table parent, String name, int where) {
        Toml found = parent.values().computeIfAbsent(name, n -> new Toml.Items(new ArrayList<>(), where));
        if (!(found instanceof Toml.Items items) || !items.values().stream().allMatch(i -> i instanceof Toml.Table)) {
            throw notATable(name, where);
        }
        Toml.Table table = Toml.Table.empty(where);
        items.values().add(table);
        return table;
    }

    private static TomlException notATable(String name, int where) {
        return new TomlException(where, "`" + name + "` is already something that is not a table");
    }

    private static void put(Toml.Table table, String key, Toml value, int where) {
        if (table.values().putIfAbsent(key, value) != null) {
            throw new TomlException(where, "`" + key + "` is given twice");
        }
    }

    private String key() {
        int from = at;
        while (at < text.length() && isKeyCharacter(peek())) {
            at++;
        }
        if (from == at) {
            throw error("a key was expected: letters, digits, `_` and `-`");
        }
        return text.substring(from, at);
    }

    private static boolean isKeyCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private Toml value(int depth) {
        if (depth > DEPTH_MAX) {
            throw error("arrays are nested too deeply");
        }
        char c = at < text.length() ? peek() : '\n';
        return switch (c) {
            case '"' -> basic();
            case '\'' -> literal();
            case '[' -> items(depth);
            case 't', 'f' -> flag();
            default -> whole();
        };
    }

    private Toml items(int depth) {
        int where = line;
        List<Toml> values = new ArrayList<>();
        at++;
        skipBlank();
        while (!accept(']')) {
            values.add(value(depth + 1));
            skipBlank();
            if (!accept(',')) {
                expect(']');
                break;
            }
            skipBlank();
        }
        return new Toml.Items(List.copyOf(values), where);
    }

    private Toml flag() {
        for (boolean value : new boolean[] {true, false}) {
            String word = Boolean.toString(value);
            if (text.startsWith(word, at)) {
                at += word.length();
                return new Toml.Flag(value, line);
            }
        }
        throw error("a value was expected: \"text\", a whole number, true, false or an array");
    }

    private Toml whole() {
        int from = at;
        while (at < text.length() && "+-_0123456789".indexOf(peek()) >= 0) {
            at++;
        }
        String digits = text.substring(from, at);
        boolean wellFormed = digits.matches("[+-]?(0|[1-9](_?[0-9])*)");
        if (!wellFormed || (at < text.length() && (isKeyCharacter(peek()) || ".:".indexOf(peek()) >= 0))) {
            throw error("a value was expected: \"text\", a whole number, true, false or an array");
        }
        try {
            return new Toml.Whole(Long.parseLong(digits.replace("_", "")), line);
        } catch (NumberFormatException e) {
            throw error("the number is too large");
        }
    }

    private Toml literal() {
        refuseTriple("'''");
        int end = text.indexOf('\'', at + 1);
        int newline = text.indexOf('\n', at + 1);
        if (end < 0 || (newline >= 0 && newline < end)) {
            throw error("a text must end on its own line");
        }
        String value = text.substring(at + 1, end);
        value.chars().forEach(this::requireTextCharacter);
        at = end + 1;
        return new Toml.Text(value, line);
    }

    private Toml basic() {
        refuseTriple("\"\"\"");
        StringBuilder value = new StringBuilder();
        at++;
        while (true) {
            if (at >= text.length() || peek() == '\n') {
                throw error("a text must end on its own line");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                return new Toml.Text(value.toString(), line);
            }
            if (c == '\\') {
                escape(value);
            } else {
                requireTextCharacter(c);
                value.append(c);
            }
        }
    }

    private void refuseTriple(String quotes) {
        if (text.startsWith(quotes, at)) {
            throw error("texts of several lines are not read here");
        }
    }

    private void requireTextCharacter(int c) {
        if ((c < 0x20 && c != '\t') || c == 0x7f) {
            throw error("a text holds a control character");
        }
    }

    private void escape(StringBuilder value) {
        char c = at < text.length() ? text.charAt(at++) : '\n';
        switch (c) {
            case 'b' -> value.append('\b');
            case 't' -> value.append('\t');
            case 'n' -> value.append('\n');
            case 'f' -> value.append('\f');
            case 'r' -> value.append('\r');
            case '"', '\\' -> value.append(c);
            case 'u' -> value.appendCodePoint(codePoint(4));
            case 'U' -> value.appendCodePoint(codePoint(8));
            default -> throw error("unknown escape in a text; a backslash is written \\\\");
        }
    }

    private int codePoint(int digits) {
        try {
            int code = Integer.parseUnsignedInt(text, at, at + digits, 16);
            at += digits;
            if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
                throw error("the escape names no character");
            }
            return code;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw error("the escape needs " + digits + " hexadecimal digits");
        }
    }

    private void endOfLine() {
        skipSpaces();
        skipComment();
        if (at < text.length() && peek() == '\r') {
            at++;
        }
        if (at < text.length() && peek() != '\n') {
            throw error("the line should end here");
        }
    }

    private void skipBlank() {
        while (at < text.length()) {
            skipSpaces();
            skipComment();
            if (at < text.length() && peek() == '\r' && text.startsWith("\r\n", at)) {
                at++;
            }
            if (at >= text.length() || peek() != '\n') {
                return;
            }
            line++;
            at++;
        }
    }

    private void skipComment() {
        if (at < text.length() && peek() == '#') {
            while (at < text.length() && peek() != '\n' && peek() != '\r') {
                requireTextCharacter(peek());
                at++;
            }
        }
    }

    private void skipSpaces() {
        while (at < text.length() && (peek() == ' ' || peek() == '\t')) {
            at++;
        }
    }

    private boolean accept(char c) {
        if (at < text.length() && peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw error("`" + c + "` was expected");
        }
    }

    private char peek() {
        return text.charAt(at);
    }

    private TomlException error(String message) {
        return new TomlException(line, message);
    }
}
