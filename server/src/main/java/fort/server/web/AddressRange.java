package fort.server.web;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A set of IP addresses: `10.0.0.0/8`, `fd00::/8`, or one address.
public final class AddressRange {
    private final byte[] prefix;
    private final int bits;

    private AddressRange(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /// @throws IllegalArgumentException when the text is not numeric addresses; a name is never resolved
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = numeric(slash < 0 ? text : text.substring(0, slash));
        int width = address.length * 8;
        int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > width) {
            throw new IllegalArgumentException("the prefix length is not one of that address family");
        }
        return new AddressRange(address, bits);
    }

    public boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != prefix[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || (address[whole] ^ prefix[whole]) >> (8 - rest) << (8 - rest) == 0;
    }

    /// The bytes of a numeric address.
    static byte[] numeric(String text) {
        boolean ipv6 = text.indexOf(':') >= 0;
        if (!ipv6 && !isDottedQuad(text)) {
            throw new IllegalArgumentException("not a numeric address");
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a numeric address", e);
        }
    }

    private static boolean isDottedQuad(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }
}
