package fort.access;

import fort.access.HclLexer.Kind;
import fort.access.HclLexer.Token;
import java.util.ArrayList;
import java.util.List;

/// HCL 1 by recursive descent: the subset that policies are written in. Depth and entries are bounded.
final class HclParser {
    static final int DEPTH_MAX = 32;
    static final int ENTRIES_MAX = 100_000;

    private final HclLexer lexer;
    private Token token;
    private int depth;
    private int entries;

    private HclParser(String text) throws SyntaxError {
        lexer = new HclLexer(text);
        token = lexer.next();
    }

    static Node.Block parse(String text) throws SyntaxError {
        HclParser parser = new HclParser(text);
        return parser.block(Kind.END);
    }

    private Token take() throws SyntaxError {
        Token taken = token;
        token = lexer.next();
        return taken;
    }

    private SyntaxError unexpected(String wanted) {
        return new SyntaxError(
                token.line(), "expected " + wanted + ", found " + token.kind().described());
    }

    /// Entries up to `end`, which is left to be taken.
    private Node.Block block(Kind end) throws SyntaxError {
        int line = token.line();
        List<Node.Entry> found = new ArrayList<>();
        while (token.kind() != end) {
            found.add(entry());
            if (end == Kind.CLOSE_BRACE && token.kind() == Kind.COMMA) {
                take();
            }
        }
        return new Node.Block(found, line);
    }

    private Node.Entry entry() throws SyntaxError {
        count();
        int line = token.line();
        List<String> keys = new ArrayList<>();
        while (token.kind() == Kind.IDENTIFIER || token.kind() == Kind.STRING) {
            keys.add(take().text());
        }
        if (keys.isEmpty()) {
            throw unexpected("a name");
        }
        if (token.kind() == Kind.ASSIGN && keys.size() == 1) {
            take();
            return new Node.Entry(keys, value(), line);
        }
        if (token.kind() != Kind.OPEN_BRACE) {
            throw unexpected(keys.size() == 1 ? "'=' or '{'" : "'{'");
        }
        return new Node.Entry(keys, braced(), line);
    }

    private Node.Block braced() throws SyntaxError {
        enter();
        take();
        Node.Block block = block(Kind.CLOSE_BRACE);
        take();
        depth--;
        return block;
    }

    private Node value() throws SyntaxError {
        int line = token.line();
        return switch (token.kind()) {
            case STRING -> new Node.Text(take().text(), line);
            case NUMBER -> new Node.Numeral(number(take()), line);
            case OPEN_BRACE -> braced();
            case OPEN_BRACKET -> list();
            case IDENTIFIER -> truth(take());
            case CLOSE_BRACE, CLOSE_BRACKET, COMMA, ASSIGN, END -> throw unexpected("a value");
        };
    }

    private static Node truth(Token token) throws SyntaxError {
        return switch (token.text()) {
            case "true" -> new Node.Truth(true, token.line());
            case "false" -> new Node.Truth(false, token.line());
            default -> throw new SyntaxError(token.line(), "a text value needs quotes");
        };
    }

    private Node.Items list() throws SyntaxError {
        enter();
        int line = take().line();
        List<Node> values = new ArrayList<>();
        while (token.kind() != Kind.CLOSE_BRACKET) {
            count();
            values.add(value());
            if (token.kind() == Kind.COMMA) {
                take();
            } else if (token.kind() != Kind.CLOSE_BRACKET) {
                throw unexpected("',' or ']'");
            }
        }
        take();
        depth--;
        return new Node.Items(values, line);
    }

    private void enter() throws SyntaxError {
        if (++depth > DEPTH_MAX) {
            throw new SyntaxError(token.line(), "nested deeper than " + DEPTH_MAX);
        }
    }

    private void count() throws SyntaxError {
        if (++entries > ENTRIES_MAX) {
            throw new SyntaxError(token.line(), "more than " + ENTRIES_MAX + " entries");
        }
    }

    private static Number number(Token token) throws SyntaxError {
        String digits = token.text();
        try {
            return digits.startsWith("0x") || digits.startsWith("0X") || digits.startsWith("-0x")
                    ? Long.decode(digits)
                    : decimal(digits);
        } catch (NumberFormatException e) {
            throw new SyntaxError(token.line(), "not a number");
        }
    }

    private static Number decimal(String digits) {
        boolean fraction = digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0;
        if (!fraction) {
            return Long.decode(digits);
        }
        char last = digits.charAt(digits.length() - 1);
        if (last < '0' || last > '9') {
            // Java would accept 1.5f
            throw new NumberFormatException();
        }
        return Double.valueOf(digits);
    }
}
