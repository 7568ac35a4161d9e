package fort.domain;

import java.util.List;

/// The invariants of [SecretHead].
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
}
