package fort.domain;

import java.time.Instant;
import java.util.List;

/// The version states of a rotation: staged → current → grace → retired. What applies and verifies a value at its
/// target is elsewhere; here is only what is true of the secret at each step.
final class Rotation {
    private Rotation() {}

    static Outcome<HeadChange> stage(SecretHead head, NewVersion version, Instant now) {
        if (head.currentVersion() == 0) {
            return Outcome.refused(
                    Refusal.Reason.INVALID_REQUEST, "a secret without a current version has nothing to rotate");
        }
        if (head.staged().isPresent()) {
            return Outcome.refused(Refusal.Reason.ALREADY_EXISTS, "another version is staged already");
        }
        VersionInfo added = new VersionInfo(
                head.lastVersion() + 1,
                now,
                null,
                false,
                VersionState.STAGED,
                null,
                version.storageKey(),
                version.createdBy(),
                version.fingerprint(),
                version.keyVersion(),
                version.lengthBytes());
        return Outcome.done(new HeadChange(new HeadDraft(head).add(added).head(), true, added, List.of(), List.of()));
    }

    static Outcome<HeadChange> promote(SecretHead head, KvSettings settings, TypePolicy policy, Instant now) {
        VersionInfo staged = head.staged().orElse(null);
        if (staged == null || staged.destroyed()) {
            return Outcome.refused(Refusal.Reason.NOT_FOUND, "no version is staged");
        }
        HeadDraft draft = new HeadDraft(head)
                .replace(staged.withDeletion(KvVersions.timedDeletion(head, settings, now)))
                .makeCurrent(staged.number(), policy, now);
        List<VersionInfo> dropped = draft.prune(KvVersions.maximum(head, settings, policy));
        return Outcome.done(HeadChange.removing(draft.head(), dropped));
    }

    static Outcome<HeadChange> unstage(SecretHead head) {
        VersionInfo staged = head.staged().orElse(null);
        if (staged == null) {
            return Outcome.refused(Refusal.Reason.NOT_FOUND, "no version is staged");
        }
        VersionInfo given = staged.withState(VersionState.RETIRED, null).withDestruction();
        List<VersionInfo> removed = staged.destroyed() ? List.of() : List.of(staged);
        return Outcome.done(
                HeadChange.removing(new HeadDraft(head).replace(given).head(), removed));
    }

    static HeadChange retire(SecretHead head, Instant now) {
        HeadDraft draft = new HeadDraft(head);
        boolean changed = false;
        for (VersionInfo version : head.versions()) {
            Instant graceUntil = version.graceUntil();
            if (graceUntil != null && !now.isBefore(graceUntil)) {
                draft.replace(version.withState(VersionState.RETIRED, null));
                changed = true;
            }
        }
        return changed ? HeadChange.of(draft.head()) : HeadChange.none(head);
    }
}
