package fort.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is stored of a secret id: everything but itself.
///
/// @param id its keyed hash
/// @param accessor names it without giving its power; a UUID
/// @param created when it was made
/// @param expires null without end
/// @param updated when its row was last written
/// @param ttlSeconds the life it was made with, 0 without end
/// @param usesLeft 0 without limit
/// @param cidrs networks it may be used from, beside the role's
/// @param tokenBoundCidrs networks its tokens may be used from
public record SecretIdEntry(
        String id,
        String accessor,
        Instant created,
        @Nullable Instant expires,
        Instant updated,
        long ttlSeconds,
        int usesLeft,
        Map<String, String> metadata,
        List<String> cidrs,
        List<String> tokenBoundCidrs) {
    public SecretIdEntry {
        metadata = Map.copyOf(metadata);
        cidrs = List.copyOf(cidrs);
        tokenBoundCidrs = List.copyOf(tokenBoundCidrs);
    }

    public boolean expiredAt(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    SecretIdEntry withUsesLeft(int uses, Instant now) {
        return new SecretIdEntry(
                id, accessor, created, expires, now, ttlSeconds, uses, metadata, cidrs, tokenBoundCidrs);
    }
}
