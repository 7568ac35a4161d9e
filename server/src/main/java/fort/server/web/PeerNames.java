package fort.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a request came from. `X-Forwarded-For` is a claim of whoever sent it: it is read only when the connection
/// comes
/// from a trusted proxy, and
/// then from the right, past further trusted proxies, to the first address that no trusted proxy vouches for.
final class PeerNames {
    static final int HOPS_MAX = 16;
    private final List<AddressRange> trusted;

    PeerNames(List<AddressRange> trusted) {
        this.trusted = trusted;
    }

    boolean isTrusted(byte[] address) {
        for (AddressRange range : trusted) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    String of(String connected, boolean connectedTrusted, @Nullable String forwardedFor) {
        if (!connectedTrusted || forwardedFor == null) {
            return connected;
        }
        String[] hops = forwardedFor.split(",", HOPS_MAX + 1);
        if (hops.length > HOPS_MAX) {
            throw new WebRefusal(400, "too many proxies named");
        }
        String peer = connected;
        for (int i = hops.length - 1; i >= 0; i--) {
            byte[] address;
            try {
                peer = hops[i].strip();
                address = AddressRange.numeric(peer);
            } catch (IllegalArgumentException e) {
                throw new WebRefusal(400, "a proxy named something that is not an address");
            }
            if (!isTrusted(address)) {
                return peer;
            }
        }
        return peer;
    }
}
