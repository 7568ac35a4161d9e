package fort.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of the ledger: what is known of one consumer of one secret.
///
/// @param declared somebody said so; false when it was only seen reading
record ConsumerEntry(
        String consumer,
        String principal,
        boolean declared,
        long fetchedVersion,
        @Nullable Instant fetchedTime,
        long acknowledgedVersion,
        @Nullable Instant acknowledgedTime) {
    static ConsumerEntry of(String consumer, String principal, boolean declared) {
        return new ConsumerEntry(consumer, principal, declared, 0, null, 0, null);
    }

    ConsumerEntry declaredNow() {
        return new ConsumerEntry(
                consumer, principal, true, fetchedVersion, fetchedTime, acknowledgedVersion, acknowledgedTime);
    }

    /// Facts only ever grow: an older version or an earlier time changes nothing.
    ConsumerEntry fetched(long version, Instant time) {
        boolean later = version > fetchedVersion
                || (version == fetchedVersion && (fetchedTime == null || time.isAfter(fetchedTime)));
        return later
                ? new ConsumerEntry(consumer, principal, declared, version, time, acknowledgedVersion, acknowledgedTime)
                : this;
    }

    ConsumerEntry acknowledged(long version, Instant time) {
        return version > acknowledgedVersion
                ? new ConsumerEntry(consumer, principal, declared, fetchedVersion, fetchedTime, version, time)
                : this;
    }

    ConsumerOperation.ConsumerView view() {
        return new ConsumerOperation.ConsumerView(
                consumer, principal, declared, fetchedVersion, fetchedTime, acknowledgedVersion, acknowledgedTime);
    }
}
