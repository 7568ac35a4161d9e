package fort.testkit.rotation;

import fort.domain.Brake;
import fort.domain.RotationAct;
import fort.domain.RotationJob;
import fort.domain.RotationPlanner;
import fort.domain.RotationStep;
import fort.domain.SecretHead;
import fort.domain.VersionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Planners that are broken on purpose. The simulator has to find each of them: else it proves nothing about the real
/// one.
final class Mutants {
    private static final long HOUR = 3600;

    private Mutants() {}

    /// By what is wrong with them.
    static Map<String, Brain> all() {
        Map<String, Brain> all = new LinkedHashMap<>();
        all.put("retires before the grace ends", new RetiresBeforeTheGraceEnds());
        all.put("retires what is held", new RetiresWhatIsHeld());
        all.put("checks no fence", new ChecksNoFence());
        all.put("promotes without verifying", new PromotesWithoutVerifying());
        all.put("applies a fresh value on resume", new AppliesAFreshValueOnResume());
        all.put("extends too late", new ExtendsTooLate());
        all.put("finishes before retiring", new FinishesBeforeRetiring());
        all.put("has no brake", new HasNoBrake());
        all.put("looks too late", new LooksTooLate());
        return all;
    }

    private static final class RetiresBeforeTheGraceEnds extends Brain {
        @Override
        List<RotationAct> plan(RotationPlanner.View view, Instant now) {
            return view.head().inGrace().isEmpty() ? super.plan(view, now) : List.of(retireAll(view.head()));
        }

        @Override
        Instant due(RotationPlanner.View view, Instant now) {
            return view.head().inGrace().isEmpty() ? super.due(view, now) : now;
        }
    }

    private static final class RetiresWhatIsHeld extends Brain {
        @Override
        List<RotationAct> plan(RotationPlanner.View view, Instant now) {
            return super.plan(view, now).stream()
                    .map(act -> act instanceof RotationAct.Hold ? retireAll(view.head()) : act)
                    .toList();
        }
    }

    private static final class ChecksNoFence extends Brain {
        @Override
        long shownFence(long own, RotationJob job) {
            return job.fence();
        }
    }

    private static final class PromotesWithoutVerifying extends Brain {
        @Override
        boolean verifies() {
            return false;
        }
    }

    private static final class AppliesAFreshValueOnResume extends Brain {
        @Override
        boolean appliesWhatIsStaged() {
            return false;
        }
    }

    private static final class ExtendsTooLate extends Brain {
        @Override
        List<RotationAct> plan(RotationPlanner.View view, Instant now) {
            return super.plan(view, now).stream()
                    .filter(act ->
                            !(act instanceof RotationAct.Extend) || view.head().expired(now.minusSeconds(HOUR)))
                    .toList();
        }

        @Override
        Instant due(RotationPlanner.View view, Instant now) {
            Instant due = super.due(view, now);
            return due.isAfter(now) || !plan(view, now).isEmpty() ? due : now.plusSeconds(HOUR);
        }
    }

    private static final class FinishesBeforeRetiring extends Brain {
        @Override
        List<RotationAct> plan(RotationPlanner.View view, Instant now) {
            return finishes(view, now) ? List.of(new RotationAct.Work(RotationStep.FINISH)) : super.plan(view, now);
        }

        @Override
        Optional<RotationAct> next(RotationPlanner.View view, Instant now) {
            return finishes(view, view.job().claimedUntil() == null ? now : Instant.MAX)
                    ? Optional.of(new RotationAct.Work(RotationStep.FINISH))
                    : super.next(view, now);
        }

        @Override
        Instant due(RotationPlanner.View view, Instant now) {
            return finishes(view, now) ? now : super.due(view, now);
        }

        private boolean finishes(RotationPlanner.View view, Instant now) {
            return view.job().step() == RotationStep.FINISH && !view.job().claimed(now);
        }
    }

    private static final class HasNoBrake extends Brain {
        @Override
        Brake.Verdict judge(Brake brake, long due, long total) {
            return new Brake.Verdict.Go();
        }
    }

    private static final class LooksTooLate extends Brain {
        @Override
        Instant due(RotationPlanner.View view, Instant now) {
            Instant due = super.due(view, now);
            return due.equals(RotationPlanner.NEVER) ? due : due.plusSeconds(40 * 86_400L);
        }
    }

    private static RotationAct retireAll(SecretHead head) {
        List<Long> all = new ArrayList<>();
        for (VersionInfo version : head.inGrace()) {
            all.add(version.number());
        }
        return new RotationAct.Retire(all, List.of(), "time");
    }
}
