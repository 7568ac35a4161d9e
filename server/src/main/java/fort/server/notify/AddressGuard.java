package fort.server.notify;

import fort.domain.Fault;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Says which addresses a webhook may be on. Without it, whoever can change the webhook's name (or its DNS) could
/// make
/// the server talk to what only
/// the server can reach: itself, the cloud's metadata service, the database.
///
/// The address is resolved once, judged, and connected to by number, so a name that answers differently the second
/// time
/// gains nothing.
final class AddressGuard {
    private final boolean privateAddresses;

    AddressGuard(boolean privateAddresses) {
        this.privateAddresses = privateAddresses;
    }

    /// @return an address that was judged
    /// @throws Fault with code CONFIGURATION when the name leads to an address that is not allowed
    InetAddress resolve(URI url) {
        String host = url.getHost();
        if (host == null || url.getUserInfo() != null) {
            throw refused("a webhook's address has a host and no user");
        }
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the webhook's host is not known", e);
        }
        for (InetAddress address : addresses) {
            if (!isAllowed(address)) {
                throw refused("the webhook leads to a private address; set private_addresses if that is meant");
            }
        }
        return addresses[0];
    }

    private static Fault refused(String message) {
        return new Fault(Fault.Code.CONFIGURATION, message, "webhook");
    }

    boolean isAllowed(InetAddress address) {
        return !address.isMulticastAddress()
                && !address.isAnyLocalAddress()
                && (privateAddresses || !isPrivate(address));
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16 && isMapped(bytes)) {
            return isPrivateIpv4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (bytes.length == 4) {
            return isPrivateIpv4(bytes);
        }
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || (bytes[0] & 0xfe) == 0xfc;
    }

    /// `::ffff:a.b.c.d`, `64:ff9b::a.b.c.d`, and the old `::a.b.c.d`.
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 12; i++) {
            boolean mapped = bytes[i] == 0 || (i >= 10 && bytes[i] == (byte) 0xff);
            boolean translated =
                    bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
            if (!mapped && !translated) {
                return false;
            }
        }
        return bytes[12] != 0 || bytes[13] != 0 || bytes[14] != 0;
    }

    private static boolean isPrivateIpv4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return first == 0
                || first == 10
                || first == 127
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0)
                || (first == 198 && (second == 18 || second == 19))
                || first >= 224;
    }
}
