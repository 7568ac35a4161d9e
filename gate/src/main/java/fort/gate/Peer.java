package fort.gate;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Who counts as one peer: an IPv4 address, or the IPv6 network of 64 bits that one customer has to himself.
///
/// @param name as it stands in records: `203.0.113.9`, `2001:db8:0:1:0:0:0:0/64`
record Peer(String name, boolean loopback) {
    private static final int NETWORK_BYTES = 8;

    /// @param source a numeric address as the transport gives it; anything else (`internal`) is a peer of its own
    static Peer of(String source) {
        if (source.indexOf(':') < 0) {
            return new Peer(source, source.startsWith("127."));
        }
        int zone = source.indexOf('%');
        try {
            InetAddress address = InetAddress.ofLiteral(zone < 0 ? source : source.substring(0, zone));
            return address instanceof Inet6Address && !address.isLoopbackAddress()
                    ? new Peer(network(address.getAddress()), false)
                    : new Peer(address.getHostAddress(), address.isLoopbackAddress());
        } catch (IllegalArgumentException e) {
            return new Peer(source, false);
        }
    }

    private static String network(byte[] address) {
        Arrays.fill(address, NETWORK_BYTES, address.length, (byte) 0);
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
