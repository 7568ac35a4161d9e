package fort.access;

/// Cuts HCL 1 text into tokens, one at a time. Reads each character a bounded number of times.
final class HclLexer {
    enum Kind {
        IDENTIFIER,
        STRING,
        NUMBER,
        OPEN_BRACE("{"),
        CLOSE_BRACE("}"),
        OPEN_BRACKET("["),
        CLOSE_BRACKET("]"),
        COMMA(","),
        ASSIGN("="),
        END;

        private final String spelling;

        Kind() {
            this("");
        }

        Kind(String spelling) {
            this.spelling = spelling;
        }

        String described() {
            return switch (this) {
                case IDENTIFIER -> "a name";
                case STRING -> "a string";
                case NUMBER -> "a number";
                case END -> "the end of the text";
                case OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, COMMA, ASSIGN -> "'" + spelling + "'";
            };
        }
    }

    /// @param text the identifier, the string's value or the number's digits
    record Token(Kind kind, String text, int line) {}

    private final String text;
    private int at;
    private int line = 1;

    HclLexer(String text) {
        this.text = text;
    }

    Token next() throws SyntaxError {
        skipBlanks();
        if (at == text.length()) {
            return new Token(Kind.END, "", line);
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> single(Kind.OPEN_BRACE);
            case '}' -> single(Kind.CLOSE_BRACE);
            case '[' -> single(Kind.OPEN_BRACKET);
            case ']' -> single(Kind.CLOSE_BRACKET);
            case ',' -> single(Kind.COMMA);
            case '=' -> single(Kind.ASSIGN);
            case '"' -> string();
            case '<' -> heredoc();
            default -> word(c);
        };
    }

    private Token single(Kind kind) {
        at++;
        return new Token(kind, "", line);
    }

    private boolean sees(String what) {
        return text.startsWith(what, at);
    }

    private void skipBlanks() throws SyntaxError {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '#' || sees("//")) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (sees("/*")) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() throws SyntaxError {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw new SyntaxError(line, "a comment is not closed");
        }
        for (int i = at; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        at = end + 2;
    }

    private Token word(char c) throws SyntaxError {
        int start = at;
        if (Character.isLetter(c) || c == '_') {
            while (at < text.length() && isNamePart(text.charAt(at))) {
                at++;
            }
            return new Token(Kind.IDENTIFIER, text.substring(start, at), line);
        }
        if (c == '-' || (c >= '0' && c <= '9')) {
            at++;
            while (at < text.length() && isNumberPart(at)) {
                at++;
            }
            return new Token(Kind.NUMBER, text.substring(start, at), line);
        }
        throw new SyntaxError(line, "unexpected character " + shown(c));
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private boolean isNumberPart(int index) {
        char c = text.charAt(index);
        boolean afterExponent = text.charAt(index - 1) == 'e' || text.charAt(index - 1) == 'E';
        return Character.isLetterOrDigit(c) || c == '.' || (afterExponent && (c == '+' || c == '-'));
    }

    static String shown(char c) {
        return c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }

    /// A quoted string. HCL leaves `${…}` as it is, quotes in it included: such braces are copied whole.
    private Token string() throws SyntaxError {
        StringBuilder value = new StringBuilder();
        int depth = 0;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && depth == 0) {
                at++;
                return new Token(Kind.STRING, value.toString(), line);
            }
            if (c == '\n' && depth == 0) {
                break;
            }
            if (c == '\n') {
                line++;
            } else if (depth == 0 && sees("${")) {
                depth = 1;
                value.append(c);
                c = text.charAt(++at);
            } else if (depth > 0 && c == '{') {
                depth++;
            } else if (depth > 0 && c == '}') {
                depth--;
            } else if (depth == 0 && c == '\\') {
                escape(value);
                continue;
            }
            value.append(c);
        }
        throw new SyntaxError(line, "a string is not closed");
    }

    /// Leaves `at` on the escape's last character.
    private void escape(StringBuilder value) throws SyntaxError {
        at++;
        char c = at < text.length() ? text.charAt(at) : '\n';
        switch (c) {
            case '"', '\\' -> value.append(c);
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000b');
            case 'x' -> code(value, 2);
            case 'u' -> code(value, 4);
            case 'U' -> code(value, 8);
            case '0', '1', '2', '3' -> octal(value);
            default -> throw new SyntaxError(line, "unknown escape in a string");
        }
    }

    /// Three digits, as in Go.
    private void octal(StringBuilder value) throws SyntaxError {
        int code = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 8) : -1;
            if (digit < 0) {
                throw new SyntaxError(line, "an escape has too few digits");
            }
            code = code * 8 + digit;
        }
        value.append((char) code);
        at += 2;
    }

    private void code(StringBuilder value, int digits) throws SyntaxError {
        int end = at + 1 + digits;
        if (end > text.length()) {
            throw new SyntaxError(line, "an escape has too few digits");
        }
        long code = 0;
        for (int i = at + 1; i < end; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                throw new SyntaxError(line, "an escape has too few digits");
            }
            code = code * 16 + digit;
        }
        if (code > Character.MAX_CODE_POINT || (code >= 0xD800 && code <= 0xDFFF)) {
            throw new SyntaxError(line, "an escape is no character");
        }
        value.appendCodePoint((int) code);
        at = end - 1;
    }

    /// `<<NAME` or `<<-NAME` to a line that holds only NAME; with `-` the lines' common indentation goes.
    private Token heredoc() throws SyntaxError {
        int startLine = line;
        int lineEnd = text.indexOf('\n', at);
        if (!sees("<<") || lineEnd < 0) {
            throw new SyntaxError(line, "unexpected character '<'");
        }
        boolean indented = sees("<<-");
        String name = text.substring(at + (indented ? 3 : 2), lineEnd).strip();
        if (name.isEmpty() || !name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')) {
            throw new SyntaxError(line, "a heredoc needs a name");
        }
        int start = lineEnd + 1;
        int lineStart = start;
        while (lineStart < text.length()) {
            line++;
            int end = text.indexOf('\n', lineStart);
            end = end < 0 ? text.length() : end;
            if (text.substring(lineStart, end).strip().equals(name)) {
                String body = text.substring(start, lineStart);
                at = end;
                return new Token(Kind.STRING, indented ? body.stripIndent() : body, startLine);
            }
            lineStart = end + 1;
        }
        throw new SyntaxError(startLine, "a heredoc is not closed");
    }
}
