package fort.testkit.rotation;

import fort.domain.Brake;
import fort.domain.FailureKind;
import fort.domain.Outcome;
import fort.domain.RotationAct;
import fort.domain.RotationJob;
import fort.domain.RotationJobs;
import fort.domain.RotationPlanner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the simulated nodes decide with: production's code, unless one of [Mutants] breaks one decision of it.
class Brain {
    List<RotationAct> plan(RotationPlanner.View view, Instant now) {
        return RotationPlanner.plan(view, now);
    }

    Instant due(RotationPlanner.View view, Instant now) {
        return RotationPlanner.due(view, now);
    }

    Optional<RotationAct> next(RotationPlanner.View view, Instant now) {
        return RotationPlanner.next(view, now);
    }

    Outcome<RotationJob> failed(RotationJob job, long fence, FailureKind kind, Instant now) {
        return RotationJobs.failed(job, fence, kind, "simulated", now);
    }

    Brake.Verdict judge(Brake brake, long due, long total) {
        return brake.judge(due, total);
    }

    /// The fence that a worker shows for its act.
    long shownFence(long own, RotationJob job) {
        return own;
    }

    boolean verifies() {
        return true;
    }

    boolean appliesWhatIsStaged() {
        return true;
    }
}
