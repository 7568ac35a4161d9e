package fort.domain;

import java.time.Instant;
import java.util.ArrayList;
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
        List<VersionInfo> dropped =
                draft.prune(Math.max(KvVersions.maximum(head, settings, policy), windowOfGrace(draft)));
        return Outcome.done(HeadChange.removing(draft.head(), dropped));
    }

    /// A rotation drops no version whose grace is not over, however few are to be kept.
    private static int windowOfGrace(HeadDraft draft) {
        List<VersionInfo> versions = draft.versions();
        long current = versions.getLast().number();
        for (VersionInfo version : versions) {
            if (version.state() == VersionState.GRACE) {
                return (int) Math.min(Limits.VERSIONS_MAX, current - version.number() + 1);
            }
        }
        return 1;
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
        List<Long> over = new ArrayList<>();
        for (VersionInfo version : head.inGrace()) {
            Instant graceUntil = version.graceUntil();
            if (graceUntil != null && !now.isBefore(graceUntil)) {
                over.add(version.number());
            }
        }
        return retire(head, over);
    }

    static HeadChange retire(SecretHead head, List<Long> numbers) {
        HeadDraft draft = new HeadDraft(head);
        boolean changed = false;
        for (VersionInfo version : head.inGrace()) {
            if (numbers.contains(version.number())) {
                draft.replace(version.withState(VersionState.RETIRED, null));
                changed = true;
            }
        }
        return changed ? HeadChange.of(draft.head()) : HeadChange.none(head);
    }
}
