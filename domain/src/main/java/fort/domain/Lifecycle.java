package fort.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The life of a secret as pure functions: head, act and time in; next head out, with the version rows to add and
/// delete, or a refusal worded as Vault words it.
///
/// The KV functions ([#write] to [#patchMetadata]) follow OpenBao's KV version 2 to the letter, including what it
/// does *not* do: deleting a version that is deleted already, or destroying one that does not exist, succeeds and
/// changes nothing. The rotation functions ([#stage] to [#retire]) are Fort's, and keep the invariants of
/// [SecretHead].
public final class Lifecycle {
    private Lifecycle() {}

    /// A new version becomes the current one; the former current one enters grace (when its type has one) or retires;
    /// versions beyond the maximum are dropped.
    ///
    /// @param cas the version number the caller saw, 0 for "no version yet", null for none given
    public static Outcome<HeadChange> write(
            SecretHead head,
            KvSettings settings,
            TypePolicy policy,
            NewVersion version,
            @Nullable Long cas,
            Instant now) {
        return KvVersions.write(head, settings, policy, version, cas, now);
    }

    /// The precondition of [#write] alone, for a caller that wants to fail before it seals a value.
    public static Outcome<HeadChange> checkCas(SecretHead head, KvSettings settings, @Nullable Long cas) {
        return KvVersions.checkCas(head, settings, cas);
    }

    /// Soft-deletes the current version.
    public static HeadChange deleteCurrent(SecretHead head, Instant now) {
        return KvVersions.deleteCurrent(head, now);
    }

    /// Soft-deletes versions; those that are gone or unknown are passed over.
    public static Outcome<HeadChange> delete(SecretHead head, List<Long> versions, Instant now) {
        return KvVersions.delete(head, versions, now);
    }

    public static Outcome<HeadChange> undelete(SecretHead head, KvSettings settings, List<Long> versions, Instant now) {
        return KvVersions.undelete(head, settings, versions, now);
    }

    /// The values' rows go; the facts stay.
    public static Outcome<HeadChange> destroy(SecretHead head, List<Long> versions) {
        return KvVersions.destroy(head, versions);
    }

    /// All rows to delete when a secret goes with all its versions.
    public static List<VersionInfo> remove(SecretHead head) {
        return head.versions().stream().filter(version -> !version.destroyed()).toList();
    }

    /// Vault's POST on `metadata`: what is given replaces what is there.
    ///
    /// @param created whether the head is new, made by [SecretHead#empty] for this call
    public static Outcome<HeadChange> putMetadata(
            SecretHead head, boolean created, KvSettings settings, MetadataEdit edit, Instant now) {
        return KvMetadata.put(head, created, settings, edit, now);
    }

    /// Vault's PATCH on `metadata`: custom metadata is merged.
    public static Outcome<HeadChange> patchMetadata(
            SecretHead head, KvSettings settings, MetadataEdit edit, Instant now) {
        return KvMetadata.patch(head, settings, edit, now);
    }

    /// Adds a version that is not served yet. Refused while another one is staged.
    public static Outcome<HeadChange> stage(SecretHead head, NewVersion version, Instant now) {
        return Rotation.stage(head, version, now);
    }

    /// The staged version becomes current; the former current one enters grace.
    public static Outcome<HeadChange> promote(SecretHead head, KvSettings settings, TypePolicy policy, Instant now) {
        return Rotation.promote(head, settings, policy, now);
    }

    /// Gives a staged version up: it is destroyed.
    public static Outcome<HeadChange> unstage(SecretHead head) {
        return Rotation.unstage(head);
    }

    /// Retires every grace version whose time is over; right for [GraceEnd#TIME] and [GraceEnd#PROOF] only.
    public static HeadChange retire(SecretHead head, Instant now) {
        return Rotation.retire(head, now);
    }

    /// Retires these versions, where they are in grace: before their time, by proof, or after it, when they were
    /// held. Others are passed over.
    public static HeadChange retire(SecretHead head, List<Long> versions) {
        return Rotation.retire(head, versions);
    }

    /// Moves the expiry: after a rotation failed (R2.5), or when a type's policy changed (R9.3).
    public static HeadChange expire(SecretHead head, Instant expiresTime) {
        return expiresTime.equals(head.expiresTime())
                ? HeadChange.none(head)
                : HeadChange.of(new HeadDraft(head).expires(expiresTime).head());
    }
}
