package fort.domain;

import org.jspecify.annotations.Nullable;

/// The facts of a version about to be written; [Lifecycle] gives it its number, time and state. Fields as in
/// [VersionInfo].
public record NewVersion(
        String storageKey, String createdBy, @Nullable String fingerprint, int keyVersion, int lengthBytes) {}
