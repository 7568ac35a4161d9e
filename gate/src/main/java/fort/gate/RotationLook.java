package fort.gate;

import fort.domain.Brake;
import fort.domain.HeadChange;
import fort.domain.Lifecycle;
import fort.domain.Outcome;
import fort.domain.RotationAct;
import fort.domain.RotationJob;
import fort.domain.RotationJobs;
import fort.domain.SecretHead;
import fort.domain.VersionInfo;
import fort.gate.RotationWork.Claim;
import fort.gate.RotationWork.Looked;
import fort.store.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One look at a secret whose time has come: the planner's acts, as far as no target is needed for them, and the
/// claim
/// of its job when one is. All in one transaction.
final class RotationLook {
    /// Acts may make further ones due: a start makes work, a retirement makes a finish. More rounds are a defect of
    /// the
    /// planner, and the next tick looks again.
    private static final int ROUNDS_MAX = 4;

    Plan<?> plan(Handler.Act act, RotationWork.Look operation) {
        Optional<RotationPlace> found = RotationPlace.find(act.interior(), operation.secret());
        if (found.isEmpty()
                || !operation.due().equals(found.get().head().value().dueTime())) {
            return leftover(act, operation, found);
        }
        RotationPlace at = found.get();
        boolean held = !operation.mayStart()
                || RotationHandlers.maintenance(act.interior()).paused();
        Looking looking = new Looking(act, at, operation);
        for (int round = 0; round < ROUNDS_MAX && looking.claim == null; round++) {
            List<RotationAct> wanted = looking.wanted().stream()
                    .filter(one -> !held || !Brake.holds(one, looking.job))
                    .toList();
            if (wanted.isEmpty()) {
                break;
            }
            wanted.forEach(looking::carryOut);
        }
        return looking.plan();
    }

    /// A row whose secret is gone or filed elsewhere. It goes only if that is what the store says too: a head that
    /// was
    /// read from memory may be one that another node has just filed here.
    private static Plan<?> leftover(Handler.Act act, RotationWork.Look operation, Optional<RotationPlace> found) {
        String key = operation.secret();
        long revision = found.map(at -> at.head().revision()).orElse(Change.ABSENT);
        return Plan.done(
                new Looked(null, List.of("leftover")),
                List.of(
                        act.interior().rows().delete(DueIndex.DUE, DueIndex.key(operation.due(), key), Change.ANY),
                        act.interior().rows().check(SecretHandlers.HEADS, key, revision)));
    }

    /// The secret while its acts are carried out on it, in memory.
    private static final class Looking {
        private final Handler.Act act;
        private final RotationPlace at;
        private final RotationWork.Look operation;
        private final List<Change> changes = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private SecretHead head;
        private RotationJob job;
        private @Nullable Claim claim;

        Looking(Handler.Act act, RotationPlace at, RotationWork.Look operation) {
            this.act = act;
            this.at = at;
            this.operation = operation;
            head = at.head().value();
            job = at.row().job();
        }

        private RotationPlace now() {
            return at.with(head).with(at.row().with(job));
        }

        List<RotationAct> wanted() {
            return RotationPlans.acts(act.interior(), now(), act.now());
        }

        void carryOut(RotationAct wanted) {
            switch (wanted) {
                case RotationAct.Start start ->
                    become(
                            RotationJobs.begin(job, start.cause(), head.currentVersion(), null, "", act.now()),
                            wanted,
                            Map.of(
                                    "cause",
                                    start.cause().name().toLowerCase(java.util.Locale.ROOT),
                                    "expires",
                                    head.expiresTime().toString()));
                case RotationAct.Work _ -> claim();
                case RotationAct.Abandon abandon -> abandon(abandon);
                case RotationAct.Retire retire -> retire(retire);
                case RotationAct.Hold hold -> {
                    job = RotationJobs.held(job, act.now());
                    alert(
                            "grace_held",
                            "the old version of " + name() + " is still needed by: "
                                    + String.join(", ", hold.stragglers()));
                    done(wanted, head.currentVersion(), Map.of("stragglers", stragglers(hold.stragglers())));
                }
                case RotationAct.Extend extend -> {
                    head = Lifecycle.expire(head, extend.expiresTime()).head();
                    alert(
                            "validity_extended",
                            name() + " could not be rotated in time and stays valid until " + extend.expiresTime());
                    done(
                            wanted,
                            head.currentVersion(),
                            Map.of("expires", extend.expiresTime().toString()));
                }
                case RotationAct.Warn warn -> {
                    head = head.warned();
                    alert(
                            "expires_soon",
                            name() + " expires at " + warn.expiresTime() + " and nothing is set up to rotate it");
                    done(
                            wanted,
                            head.currentVersion(),
                            Map.of("expires", warn.expiresTime().toString()));
                }
            }
        }

        private void become(Outcome<RotationJob> next, RotationAct wanted, Map<String, String> details) {
            if (next instanceof Outcome.Done<RotationJob>(RotationJob begun)) {
                job = begun;
                done(wanted, head.currentVersion(), details);
            }
        }

        private void claim() {
            Duration length = Duration.ofSeconds(operation.claimSeconds());
            if (RotationJobs.claim(job, operation.node(), act.now(), length)
                    instanceof Outcome.Done<RotationJob>(RotationJob claimed)) {
                job = claimed;
                claim = RotationWorkHandlers.claim(job);
                words.add("claim");
                facts.add(at.fact(job.version(), RotationWorkHandlers.details(job)));
            }
        }

        private void abandon(RotationAct.Abandon abandon) {
            if (RotationJobs.abandoned(job, job.fence(), abandon, act.now())
                    instanceof Outcome.Done<RotationJob>(RotationJob next)) {
                job = next;
                if (!abandon.undo()
                        && Lifecycle.unstage(head) instanceof Outcome.Done<HeadChange>(HeadChange unstaged)) {
                    apply(unstaged);
                }
                done(abandon, head.currentVersion(), Map.of("why", abandon.why()));
            }
        }

        private void retire(RotationAct.Retire retire) {
            apply(Lifecycle.retire(head, retire.versions()));
            job = RotationJobs.retired(job);
            for (long version : retire.versions()) {
                done(retire, version, Map.of("why", retire.why(), "stragglers", stragglers(retire.stragglers())));
            }
        }

        private void apply(HeadChange change) {
            head = change.head();
            for (VersionInfo gone : change.removed()) {
                changes.add(new Change.Delete(SecretHandlers.VERSIONS.name(), gone.storageKey(), Change.ANY));
            }
        }

        private void done(RotationAct wanted, long version, Map<String, String> details) {
            String word = RotationPlans.word(wanted);
            Map<String, String> all = new java.util.HashMap<>(details);
            all.put("act", word);
            words.add(word);
            facts.add(at.fact(version, all));
        }

        private void alert(String kind, String summary) {
            changes.add(RotationAlerts.raise(act, kind, at.policyPath(), summary));
        }

        private String name() {
            return at.mount().path() + "/" + at.head().value().path();
        }

        /// The record's details are short texts.
        private static String stragglers(List<String> names) {
            String all = String.join(",", names);
            return all.length() <= 1_000 ? all : all.substring(0, 1_000) + "…";
        }

        Plan<?> plan() {
            RotationPlace now = now();
            changes.addAll(
                    job.equals(at.row().job())
                            ? now.headChanges(act.interior())
                            : now.changes(act.interior(), now.row()));
            return Plan.done(new Looked(claim, words), changes)
                    .facts(facts.isEmpty() ? List.of(at.fact(0, Map.of("act", "none"))) : facts);
        }
    }
}
