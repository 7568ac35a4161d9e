package fort.domain;

/// The settings of a KV version 2 mount, as Vault's `config` endpoint has them.
///
/// @param maxVersions 0 means: as the secret or its type says
/// @param deleteVersionAfterSeconds 0 means none; −1 switches timed deletion off for the whole mount, whatever a
///     secret says
public record KvSettings(
        int maxVersions, boolean casRequired, boolean metadataCasRequired, long deleteVersionAfterSeconds) {
    public static final KvSettings DEFAULT = new KvSettings(0, false, false, 0);

    public static final long DELETION_OFF = -1;

    public KvSettings {
        if (maxVersions < 0 || maxVersions > Limits.VERSIONS_MAX) {
            throw new IllegalArgumentException("max_versions is 0 to " + Limits.VERSIONS_MAX);
        }
    }
}
