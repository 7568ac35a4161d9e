package fort.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything about a secret but its values: the row that lists, searches and lifecycle decisions read. Immutable;
/// [Lifecycle] makes the next one.
///
/// The fields that Vault's KV version 2 knows mean exactly what they mean there; the rest is Fort's.
///
/// ## Always true
/// - Version numbers ascend, are unique, and are never given out twice.
/// - When a current version exists ([#currentVersion] > 0), exactly one version is [VersionState#CURRENT] and it has
///   that number.
/// - At most one version is [VersionState#STAGED], and its number is greater than the current one's.
/// - [#expiresTime] is set: every secret has an end.
///
/// @param mount the id of the mount it lives in
/// @param path canonical, below the mount
/// @param type the name of its [SecretType]
/// @param owner who answers for it, or empty
/// @param tags sorted, unique
/// @param consumers who uses it; sorted, unique
/// @param customMetadata Vault's `custom_metadata`: null when it was never set
/// @param maxVersions 0 means: as the mount says
/// @param deleteVersionAfterSeconds 0 means: as the mount says
/// @param metadataVersion counts metadata writes; 0 when there was none (OpenBao's `current_metadata_version`)
/// @param updatedTime of the last version or metadata write
/// @param expiresTime by the type's policy, from the last version's creation
/// @param currentVersion the number a plain read gets, 0 when there is none
/// @param oldestVersion Vault's `oldest_version`: 0 until versions were pruned or the maximum was reached
/// @param lastVersion the greatest number ever given out
/// @param dueTime under which the index of due secrets holds this one; never later than there is something to do
///     ([RotationPlanner#due]); null when it is not in the index
/// @param warnedTime the [#expiresTime] for which an alert was raised already, or null
public record SecretHead(
        String mount,
        String path,
        String type,
        String owner,
        List<String> tags,
        List<String> consumers,
        String description,
        @Nullable Map<String, String> customMetadata,
        boolean casRequired,
        boolean metadataCasRequired,
        int maxVersions,
        long deleteVersionAfterSeconds,
        long metadataVersion,
        Instant createdTime,
        Instant updatedTime,
        Instant expiresTime,
        long currentVersion,
        long oldestVersion,
        long lastVersion,
        List<VersionInfo> versions,
        @Nullable Instant dueTime,
        @Nullable Instant warnedTime) {
    public SecretHead {
        tags = List.copyOf(tags);
        consumers = List.copyOf(consumers);
        customMetadata = customMetadata == null ? null : Collections.unmodifiableMap(new TreeMap<>(customMetadata));
        versions = List.copyOf(versions);
        SecretHeads.requireInvariants(currentVersion, lastVersion, versions);
    }

    /// A secret without versions, before its first write.
    ///
    /// @param now becomes created and updated time
    public static SecretHead empty(String mount, String path, SecretType type, Instant now) {
        return new SecretHead(
                mount,
                path,
                type.name(),
                "",
                List.of(),
                List.of(),
                "",
                null,
                false,
                false,
                0,
                0,
                0,
                now,
                now,
                now.plusSeconds(type.policy().maximumAgeSeconds()),
                0,
                0,
                0,
                List.of(),
                null,
                null);
    }

    public Optional<VersionInfo> version(long number) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (versions.get(i).number() == number) {
                return Optional.of(versions.get(i));
            }
        }
        return Optional.empty();
    }

    /// What a read without a number gets; it may be deleted or destroyed.
    public Optional<VersionInfo> current() {
        return version(currentVersion);
    }

    public Optional<VersionInfo> staged() {
        return versions.isEmpty() || versions.getLast().state() != VersionState.STAGED
                ? Optional.empty()
                : Optional.of(versions.getLast());
    }

    /// A version by its number, as readers see it: one that is staged does not exist yet.
    public Optional<VersionInfo> served(long number) {
        return version(number).filter(version -> version.state() != VersionState.STAGED);
    }

    /// Versions in grace, whether or not their time is over.
    public List<VersionInfo> inGrace() {
        List<VersionInfo> inGrace = List.of();
        for (VersionInfo version : versions) {
            if (version.state() == VersionState.GRACE) {
                inGrace = inGrace.isEmpty() ? new ArrayList<>(2) : inGrace;
                inGrace.add(version);
            }
        }
        return inGrace;
    }

    /// Current and grace versions that can be read: what a consumer may still present to the target. For secrets
    /// whose grace ends by time at the latest.
    public List<VersionInfo> acceptable(Instant now) {
        return acceptable(GraceEnd.TIME, now);
    }

    /// As [#acceptable(Instant)]; with [GraceEnd#HOLD], a version is acceptable until it was retired.
    public List<VersionInfo> acceptable(GraceEnd graceEnd, Instant now) {
        List<VersionInfo> acceptable = new ArrayList<>();
        for (VersionInfo version : versions) {
            Instant graceUntil = version.graceUntil();
            boolean inGrace = graceUntil != null && (graceEnd == GraceEnd.HOLD || now.isBefore(graceUntil));
            if (version.readable(now) && (version.state() == VersionState.CURRENT || inGrace)) {
                acceptable.add(version);
            }
        }
        return acceptable;
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expiresTime);
    }

    /// The same head with one version's facts replaced; for the re-wrap of keys.
    public SecretHead withVersion(VersionInfo changed) {
        return new HeadDraft(this).replace(changed).head();
    }

    /// The same head as another type's; nothing else changes.
    public SecretHead withType(String name) {
        return new HeadDraft(this).type(name).head();
    }

    /// The same secret, filed elsewhere in the index of due ones; nothing a reader sees changes.
    public SecretHead withDueTime(@Nullable Instant time) {
        return new HeadDraft(this).due(time).head();
    }

    /// The same head after an alert was raised for its present expiry.
    public SecretHead warned() {
        return new HeadDraft(this).warned(expiresTime).head();
    }

    /// The same secret after the keys of its versions were sealed anew; nothing a reader sees changes.
    public SecretHead rewrapped(List<VersionInfo> sameVersions) {
        return new HeadDraft(this).versions(sameVersions).head();
    }
}
