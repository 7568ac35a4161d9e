package fort.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Versions as Vault's KV version 2 handles them.
final class KvVersions {
    private KvVersions() {}

    static Outcome<HeadChange> write(
            SecretHead head,
            KvSettings settings,
            TypePolicy policy,
            NewVersion version,
            @Nullable Long cas,
            Instant now) {
        if (checkCas(head, settings, cas) instanceof Outcome.Refused<HeadChange> refused) {
            return refused;
        }
        VersionInfo added = new VersionInfo(
                head.lastVersion() + 1,
                now,
                timedDeletion(head, settings, now),
                false,
                VersionState.CURRENT,
                null,
                version.storageKey(),
                version.createdBy(),
                version.fingerprint(),
                version.keyVersion(),
                version.lengthBytes());
        HeadDraft draft = new HeadDraft(head).add(added).makeCurrent(added.number(), policy, now);
        List<VersionInfo> dropped = draft.prune(maximum(head, settings, policy));
        return Outcome.done(new HeadChange(draft.head(), true, added, dropped, List.of()));
    }

    static Outcome<HeadChange> checkCas(SecretHead head, KvSettings settings, @Nullable Long cas) {
        if (cas == null) {
            return settings.casRequired() || head.casRequired()
                    ? Outcome.refused(Refusal.Reason.CHECK_AND_SET, "check-and-set parameter required for this call")
                    : Outcome.done(HeadChange.none(head));
        }
        return cas == head.currentVersion()
                ? Outcome.done(HeadChange.none(head))
                : Outcome.refused(
                        Refusal.Reason.CHECK_AND_SET, "check-and-set parameter did not match the current version");
    }

    /// The greater of the secret's and the mount's maximum; the type's when neither says one.
    static int maximum(SecretHead head, KvSettings settings, TypePolicy policy) {
        int maximum = Math.max(head.maxVersions(), settings.maxVersions());
        return maximum > 0 ? maximum : policy.versionsKept();
    }

    /// The shorter of the secret's and the mount's duration, from `now`.
    static @Nullable Instant timedDeletion(SecretHead head, KvSettings settings, Instant now) {
        long mount = settings.deleteVersionAfterSeconds();
        long own = head.deleteVersionAfterSeconds();
        if (mount == KvSettings.DELETION_OFF || (mount == 0 && own == 0)) {
            return null;
        }
        long seconds = own == 0 ? mount : mount == 0 ? own : Math.min(mount, own);
        return now.plusSeconds(seconds);
    }

    static HeadChange deleteCurrent(SecretHead head, Instant now) {
        return deleteEach(head, List.of(head.currentVersion()), now);
    }

    static Outcome<HeadChange> delete(SecretHead head, List<Long> versions, Instant now) {
        return named(versions, "No version number provided")
                .orElseGet(() -> Outcome.done(deleteEach(head, versions, now)));
    }

    private static HeadChange deleteEach(SecretHead head, List<Long> versions, Instant now) {
        return each(head, versions, version -> version.deleted(now) ? version : version.withDeletion(now));
    }

    static Outcome<HeadChange> undelete(SecretHead head, KvSettings settings, List<Long> versions, Instant now) {
        return named(versions, "No version number provided").orElseGet(() -> {
            Instant deletion = timedDeletion(head, settings, now);
            return Outcome.done(each(head, versions, version -> version.withDeletion(deletion)));
        });
    }

    static Outcome<HeadChange> destroy(SecretHead head, List<Long> versions) {
        return named(versions, "no version number provided").orElseGet(() -> {
            List<VersionInfo> removed = new ArrayList<>();
            HeadChange change = each(head, versions, version -> {
                removed.add(version);
                return version.withDestruction();
            });
            return Outcome.done(change.changed() ? HeadChange.removing(change.head(), removed) : change);
        });
    }

    /// Changes each named version that exists and is not destroyed.
    private static HeadChange each(SecretHead head, List<Long> versions, UnaryOperator<VersionInfo> act) {
        HeadDraft draft = new HeadDraft(head);
        boolean changed = false;
        for (long number : versions.stream().distinct().toList()) {
            VersionInfo version = head.version(number).orElse(null);
            if (version != null && !version.destroyed()) {
                VersionInfo next = act.apply(version);
                changed |= !next.equals(version);
                draft.replace(next);
            }
        }
        return changed ? HeadChange.of(draft.head()) : HeadChange.none(head);
    }

    private static Optional<Outcome<HeadChange>> named(List<Long> versions, String messageWhenEmpty) {
        if (versions.isEmpty()) {
            return Optional.of(Outcome.refused(Refusal.Reason.INVALID_REQUEST, messageWhenEmpty));
        }
        return versions.size() > Limits.VERSIONS_PER_CALL_MAX
                ? Optional.of(Outcome.refused(
                        Refusal.Reason.LIMIT_EXCEEDED,
                        "at most " + Limits.VERSIONS_PER_CALL_MAX + " versions per call"))
                : Optional.empty();
    }
}
