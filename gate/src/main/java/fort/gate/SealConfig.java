package fort.gate;

import fort.crypto.ShareSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an environment is unsealed; readable while sealed, holds no secret.
///
/// @param type `shamir`, or the seal's own word (`file`)
/// @param shares what is known of the shares; null when a seal keeps the root key
/// @param commitment hex of the root key's commitment; equal in two environments only if they share a root key
/// @param clusterId random, stays for the environment's life; part of the log's origin
public record SealConfig(
        String type, @Nullable ShareSet shares, String commitment, String clusterId, Instant createdTime) {
    int shareCount() {
        return shares == null ? 1 : shares.shares();
    }

    int threshold() {
        return shares == null ? 1 : shares.threshold();
    }

    SealConfig rekeyed(ShareSet newShares) {
        return new SealConfig(type, newShares, newShares.commitment(), clusterId, createdTime);
    }
}
