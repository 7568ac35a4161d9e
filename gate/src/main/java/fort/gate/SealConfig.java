package fort.gate;

import java.time.Instant;

/// How an environment is unsealed; readable while sealed, holds no secret.
///
/// @param type `shamir`, or the seal's own word (`file`)
/// @param commitment hex of the root key's commitment: tells whether a rebuilt key is right
/// @param clusterId random, stays for the environment's life; part of the log's origin
public record SealConfig(String type, int shares, int threshold, String commitment, String clusterId, Instant createdTime) {
    SealConfig with(int newShares, int newThreshold, String newCommitment) {
        return new SealConfig(type, newShares, newThreshold, newCommitment, clusterId, createdTime);
    }
}
