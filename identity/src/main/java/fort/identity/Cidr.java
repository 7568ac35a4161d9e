package fort.identity;

import java.net.InetAddress;
import java.util.List;

/// A network: an IPv4 or IPv6 address and how many of its leading bits count. Names are never resolved.
record Cidr(byte[] address, int bits) {
    /// `10.0.0.0/8`, `2001:db8::/32`, or one address without a slash.
    ///
    /// @throws IllegalArgumentException with a message for the caller
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        try {
            byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int all = address.length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= all) {
                return new Cidr(address, bits);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a network address: use a form such as 10.0.0.0/8", e);
        }
        throw new IllegalArgumentException("not a network address: use a form such as 10.0.0.0/8");
    }

    /// True when the list is empty or one of its networks holds the source. A source that is no address is in
    /// no network.
    static boolean allows(List<String> networks, String source) {
        if (networks.isEmpty()) {
            return true;
        }
        byte[] address;
        try {
            address = InetAddress.ofLiteral(source).getAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
        return networks.stream().anyMatch(network -> parse(network).contains(address));
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int counted = Math.min(Byte.SIZE, bits - bit);
            int mask = 0xff << (Byte.SIZE - counted);
            if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}
