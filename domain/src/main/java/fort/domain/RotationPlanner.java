package fort.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be done with a secret, and when: pure functions of its state, its rules and the time. Workers only
/// carry
/// out what comes out of here, so ten simulated years test what production does.
public final class RotationPlanner {
    private RotationPlanner() {}

    /// A secret as the planner sees it.
    ///
    /// @param head the secret
    /// @param settings null when nothing is set up to rotate it
    /// @param job [RotationJob#NONE] when there is none
    /// @param policy of its type
    /// @param consumers the ledger
    public record View(
            SecretHead head,
            @Nullable RotationSettings settings,
            RotationJob job,
            TypePolicy policy,
            List<Consumption> consumers) {
        public View {
            consumers = List.copyOf(consumers);
        }
    }
}
