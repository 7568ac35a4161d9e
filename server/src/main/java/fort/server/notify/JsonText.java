package fort.server.notify;

import java.util.HexFormat;

/// Writes small JSON objects without a mapper: for what is written often, or before a mapper is worth its start.
public final class JsonText {
    private final StringBuilder text = new StringBuilder(256);
    private boolean first = true;

    public JsonText open() {
        text.append('{');
        first = true;
        return this;
    }

    public JsonText close() {
        text.append('}');
        first = false;
        return this;
    }

    public JsonText name(String name) {
        text.append(first ? "" : ",");
        first = false;
        quote(name);
        text.append(':');
        return this;
    }

    public JsonText field(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    public JsonText field(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
