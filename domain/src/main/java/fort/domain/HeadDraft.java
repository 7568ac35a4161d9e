package fort.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A head being changed: the lifecycle functions edit one and take the next [SecretHead] out of it, which checks the
/// invariants.
final class HeadDraft {
    private final SecretHead from;
    private final List<VersionInfo> versions;
    private String type;
    private String owner;
    private String description;
    private List<String> tags;
    private List<String> consumers;
    private @Nullable Map<String, String> customMetadata;
    private boolean casRequired;
    private boolean metadataCasRequired;
    private int maxVersions;
    private long deleteVersionAfterSeconds;
    private long metadataVersion;
    private Instant updatedTime;
    private Instant expiresTime;
    private long currentVersion;
    private long oldestVersion;
    private long lastVersion;
    private @Nullable Instant dueTime;
    private @Nullable Instant warnedTime;

    HeadDraft(SecretHead head) {
        from = head;
        versions = new ArrayList<>(head.versions());
        type = head.type();
        owner = head.owner();
        description = head.description();
        tags = head.tags();
        consumers = head.consumers();
        customMetadata = head.customMetadata();
        casRequired = head.casRequired();
        metadataCasRequired = head.metadataCasRequired();
        maxVersions = head.maxVersions();
        deleteVersionAfterSeconds = head.deleteVersionAfterSeconds();
        metadataVersion = head.metadataVersion();
        updatedTime = head.updatedTime();
        expiresTime = head.expiresTime();
        currentVersion = head.currentVersion();
        oldestVersion = head.oldestVersion();
        lastVersion = head.lastVersion();
        dueTime = head.dueTime();
        warnedTime = head.warnedTime();
    }

    SecretHead head() {
        return new SecretHead(
                from.mount(),
                from.path(),
                type,
                owner,
                tags,
                consumers,
                description,
                customMetadata,
                casRequired,
                metadataCasRequired,
                maxVersions,
                deleteVersionAfterSeconds,
                metadataVersion,
                from.createdTime(),
                updatedTime,
                expiresTime,
                currentVersion,
                oldestVersion,
                lastVersion,
                versions,
                dueTime,
                warnedTime);
    }

    List<VersionInfo> versions() {
        return List.copyOf(versions);
    }

    HeadDraft versions(List<VersionInfo> others) {
        versions.clear();
        versions.addAll(others);
        return this;
    }

    HeadDraft type(String name) {
        type = name;
        return this;
    }

    HeadDraft due(@Nullable Instant time) {
        dueTime = time;
        return this;
    }

    HeadDraft warned(Instant expiry) {
        warnedTime = expiry;
        return this;
    }

    HeadDraft replace(VersionInfo changed) {
        versions.replaceAll(version -> version.number() == changed.number() ? changed : version);
        return this;
    }

    HeadDraft add(VersionInfo version) {
        versions.add(version);
        lastVersion = version.number();
        return this;
    }

    /// The version of that number is the current one from now on; the former one enters grace or retires.
    HeadDraft makeCurrent(long number, TypePolicy policy, Instant now) {
        for (VersionInfo version : versions()) {
            if (version.number() == number) {
                replace(version.withState(VersionState.CURRENT, null));
            } else if (version.state() == VersionState.CURRENT) {
                boolean grace = policy.graceSeconds() > 0 && version.readable(now);
                replace(
                        grace
                                ? version.withState(VersionState.GRACE, now.plusSeconds(policy.graceSeconds()))
                                : version.withState(VersionState.RETIRED, null));
            } else if (version.state() == VersionState.STAGED) {
                replace(version.withState(VersionState.RETIRED, null));
            }
        }
        currentVersion = number;
        updatedTime = now;
        expiresTime = now.plusSeconds(policy.maximumAgeSeconds());
        return this;
    }

    /// Drops what is beyond the maximum, with the arithmetic of Vault's sliding window, and returns what was dropped
    /// and still has a row.
    List<VersionInfo> prune(int maximum) {
        List<VersionInfo> dropped = new ArrayList<>();
        if (currentVersion - oldestVersion < maximum) {
            return dropped;
        }
        oldestVersion = currentVersion - maximum + 1;
        for (VersionInfo version : versions()) {
            if (version.number() < oldestVersion) {
                versions.remove(version);
                if (!version.destroyed()) {
                    dropped.add(version);
                }
            }
        }
        return dropped;
    }

    HeadDraft expires(Instant time) {
        expiresTime = time;
        return this;
    }

    HeadDraft edit(MetadataEdit edit, Instant now) {
        maxVersions = edit.maxVersions() == null ? maxVersions : edit.maxVersions();
        casRequired = edit.casRequired() == null ? casRequired : edit.casRequired();
        metadataCasRequired = edit.metadataCasRequired() == null ? metadataCasRequired : edit.metadataCasRequired();
        deleteVersionAfterSeconds =
                edit.deleteVersionAfterSeconds() == null ? deleteVersionAfterSeconds : edit.deleteVersionAfterSeconds();
        owner = edit.owner() == null ? owner : edit.owner();
        description = edit.description() == null ? description : edit.description();
        tags = edit.tags() == null ? tags : sorted(edit.tags());
        consumers = edit.consumers() == null ? consumers : sorted(edit.consumers());
        SecretType newType = edit.type();
        if (newType != null && !newType.name().equals(type)) {
            type = newType.name();
            Instant since = from.current().map(VersionInfo::createdTime).orElse(from.createdTime());
            expiresTime = since.plusSeconds(newType.policy().maximumAgeSeconds());
        }
        metadataVersion++;
        updatedTime = now;
        return this;
    }

    HeadDraft customMetadata(Map<String, String> metadata) {
        customMetadata = new TreeMap<>(metadata);
        return this;
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().distinct().sorted().toList();
    }
}
