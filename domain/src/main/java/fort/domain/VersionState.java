package fort.domain;

/// Where a version of a secret is in its life. Exactly one version of a live secret is [#CURRENT]. See
/// `docs/vocabulary.md`.
public enum VersionState {
    /// Written, not yet served: a rotation is preparing it.
    STAGED,
    /// What a read without a version number gets.
    CURRENT,
    /// Replaced, still acceptable at the target until its grace ends.
    GRACE,
    /// Replaced and no longer acceptable; kept until retention removes it.
    RETIRED
}
