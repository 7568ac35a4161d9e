package fort.domain;

import java.time.Instant;
import java.util.List;

/// What [RotationPlanner] wants done with one secret now. A worker carries it out; the gate makes it durable.
public sealed interface RotationAct {
    /// Begin a rotation: the job goes to [RotationStep#CREATE].
    record Start(RotationCause cause) implements RotationAct {}

    /// Carry out the job's step at the target.
    record Work(RotationStep step) implements RotationAct {}

    /// Grace of these versions is over.
    ///
    /// @param stragglers consumers that did not acknowledge the current version
    /// @param why `time`, `proof`
    record Retire(List<Long> versions, List<String> stragglers, String why) implements RotationAct {
        public Retire {
            versions = List.copyOf(versions);
            stragglers = List.copyOf(stragglers);
        }
    }

    /// Grace is over and is held: say who still needs the old version, and ask again later.
    record Hold(List<Long> versions, List<String> stragglers) implements RotationAct {
        public Hold {
            versions = List.copyOf(versions);
            stragglers = List.copyOf(stragglers);
        }
    }

    /// Expiry would come before the rotation can succeed: move it, and raise an alert (R2.5).
    record Extend(Instant expiresTime) implements RotationAct {}

    /// The secret nears its end and nothing is set up to rotate it: raise one alert.
    record Warn(Instant expiresTime) implements RotationAct {}
}
