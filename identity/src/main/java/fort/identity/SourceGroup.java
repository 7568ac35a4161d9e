package fort.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// What counts as one source of logins: an IPv4 address, or the 64-bit network of an IPv6 address, since
/// whoever has one IPv6 address has 2⁶⁴ of them.
final class SourceGroup {
    private static final int LENGTH_MAX = 64;

    private SourceGroup() {}

    static String of(String source) {
        try {
            InetAddress address = InetAddress.ofLiteral(source);
            if (address instanceof Inet6Address) {
                return HexFormat.ofDelimiter(":").formatHex(address.getAddress(), 0, 8) + "::/64";
            }
            return address.getHostAddress();
        } catch (IllegalArgumentException e) {
            return source.length() > LENGTH_MAX ? source.substring(0, LENGTH_MAX) : source;
        }
    }
}
