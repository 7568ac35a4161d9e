package fort.client;

import fort.wire.Route;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Builds the target of a call: everything but letters, digits and a few marks is percent-encoded, so no
/// name can change the address.
final class Address {
    private static final String HEXADECIMAL = "0123456789ABCDEF";

    private final StringBuilder text = new StringBuilder(Route.BASE);
    private boolean hasQuery;

    private Address() {}

    static Address of(String literal) {
        return new Address().literal(literal);
    }

    /// A fixed part, as it stands in the route's template.
    Address literal(String part) {
        text.append(part);
        return this;
    }

    /// A name that is one segment: its slashes are encoded too.
    Address name(String name) {
        encode(name, false);
        return this;
    }

    /// A path of several segments: its slashes stay.
    Address path(String path) {
        encode(path, true);
        return this;
    }

    /// Left out when null.
    Address query(String name, @Nullable Object value) {
        if (value != null) {
            text.append(hasQuery ? '&' : '?').append(name).append('=');
            hasQuery = true;
            encode(value.toString(), false);
        }
        return this;
    }

    /// A path alone, without the API's base before it.
    static String encodePath(String path) {
        Address address = new Address();
        address.text.setLength(0);
        return address.path(path).toString();
    }

    Address page(Page page) {
        return query("limit", page.limit() == 0 ? null : page.limit()).query("after", page.after());
    }

    private void encode(String value, boolean keepSlashes) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isPlain(c) || (keepSlashes && c == '/')) {
                text.append(c);
            } else {
                text.append('%').append(HEXADECIMAL.charAt(c >> 4)).append(HEXADECIMAL.charAt(c & 15));
            }
        }
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~@".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
