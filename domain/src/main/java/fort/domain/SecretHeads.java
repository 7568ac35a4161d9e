package fort.domain;

import java.util.ArrayList;
import java.util.List;

/// The invariants of [SecretHead] and its copies with one part changed.
final class SecretHeads {
    private SecretHeads() {}

    static void requireInvariants(long currentVersion, long lastVersion, List<VersionInfo> versions) {
        long previous = 0;
        int currents = 0;
        for (int i = 0; i < versions.size(); i++) {
            VersionInfo version = versions.get(i);
            require(version.number() > previous, "version numbers ascend");
            previous = version.number();
            switch (version.state()) {
                case CURRENT -> {
                    currents++;
                    require(version.number() == currentVersion, "the current version has the current number");
                }
                case STAGED ->
                    require(
                            i == versions.size() - 1 && version.number() > currentVersion,
                            "a staged version is the last one");
                case GRACE, RETIRED -> {
                    // nothing more to hold
                }
            }
        }
        require(previous <= lastVersion, "the last number is the greatest given out");
        require(currents == (currentVersion > 0 ? 1 : 0), "exactly one version is current");
    }

    private static void require(boolean condition, String invariant) {
        if (!condition) {
            throw new IllegalArgumentException("a secret's versions are inconsistent: " + invariant);
        }
    }

    static List<VersionInfo> replaced(List<VersionInfo> versions, VersionInfo changed) {
        List<VersionInfo> next = new ArrayList<>(versions);
        next.replaceAll(version -> version.number() == changed.number() ? changed : version);
        return next;
    }

    static SecretHead withVersions(SecretHead head, List<VersionInfo> versions) {
        return with(head, versions, head.currentVersion(), head.oldestVersion(), head.lastVersion());
    }

    static SecretHead with(
            SecretHead head, List<VersionInfo> versions, long currentVersion, long oldestVersion, long lastVersion) {
        return new SecretHead(
                head.mount(),
                head.path(),
                head.type(),
                head.owner(),
                head.tags(),
                head.consumers(),
                head.description(),
                head.customMetadata(),
                head.casRequired(),
                head.metadataCasRequired(),
                head.maxVersions(),
                head.deleteVersionAfterSeconds(),
                head.metadataVersion(),
                head.createdTime(),
                head.updatedTime(),
                head.expiresTime(),
                currentVersion,
                oldestVersion,
                lastVersion,
                versions);
    }
}
