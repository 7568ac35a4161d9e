package fort.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of one consumer of a secret.
///
/// @param consumer the service's or principal's name
/// @param fetchedVersion the newest version it fetched, 0: none
/// @param acknowledgedVersion the newest version it said it works with, 0: none
public record Consumption(
        String consumer,
        long fetchedVersion,
        @Nullable Instant fetchedTime,
        long acknowledgedVersion,
        @Nullable Instant acknowledgedTime) {}
