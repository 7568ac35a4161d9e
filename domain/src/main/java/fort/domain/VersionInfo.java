package fort.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of one version of a secret without opening it: a part of its [SecretHead].
///
/// @param number 1 and up; never used twice within a secret's life
/// @param deletionTime when a read stops returning the value: in the past for a soft-deleted version, in the future
///     for one that deletes itself, null for neither
/// @param destroyed the value's bytes are gone for good
/// @param graceUntil for [VersionState#GRACE] the end of it, else null
/// @param storageKey where the value's row is; chosen by the gate, opaque here
/// @param createdBy the principal that wrote it
/// @param fingerprint a keyed hash of the value for the no-reuse check, or null when its type does not ask for one;
///     never a plain hash
/// @param keyVersion the version of the environment's key that seals the value's own key
/// @param lengthBytes the size of the value's JSON text
public record VersionInfo(
        long number,
        Instant createdTime,
        @Nullable Instant deletionTime,
        boolean destroyed,
        VersionState state,
        @Nullable Instant graceUntil,
        String storageKey,
        String createdBy,
        @Nullable String fingerprint,
        int keyVersion,
        int lengthBytes) {
    public VersionInfo {
        if (number < 1) {
            throw new IllegalArgumentException("a version number is 1 or more");
        }
        if ((state == VersionState.GRACE) != (graceUntil != null)) {
            throw new IllegalArgumentException("exactly a version in grace has an end of grace");
        }
    }

    /// True when a soft delete, asked for or timed, is in force.
    public boolean deleted(Instant now) {
        return deletionTime != null && !now.isBefore(deletionTime);
    }

    /// True when a read returns the value.
    public boolean readable(Instant now) {
        return !destroyed && !deleted(now);
    }

    VersionInfo withDeletion(@Nullable Instant time) {
        return new VersionInfo(
                number,
                createdTime,
                time,
                destroyed,
                state,
                graceUntil,
                storageKey,
                createdBy,
                fingerprint,
                keyVersion,
                lengthBytes);
    }

    VersionInfo withDestruction() {
        return new VersionInfo(
                number,
                createdTime,
                deletionTime,
                true,
                state,
                graceUntil,
                storageKey,
                createdBy,
                fingerprint,
                keyVersion,
                lengthBytes);
    }

    VersionInfo withState(VersionState next, @Nullable Instant until) {
        return new VersionInfo(
                number,
                createdTime,
                deletionTime,
                destroyed,
                next,
                until,
                storageKey,
                createdBy,
                fingerprint,
                keyVersion,
                lengthBytes);
    }

    /// The same version after its value was sealed again under another version of the environment's key.
    public VersionInfo rewrapped(int newKeyVersion) {
        return new VersionInfo(
                number,
                createdTime,
                deletionTime,
                destroyed,
                state,
                graceUntil,
                storageKey,
                createdBy,
                fingerprint,
                newKeyVersion,
                lengthBytes);
    }
}
