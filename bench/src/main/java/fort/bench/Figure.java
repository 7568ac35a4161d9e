package fort.bench;

import org.jspecify.annotations.Nullable;

/// One line of the report: Fort beside its peer.
///
/// @param against such as `raft`
/// @param fort Fort's figure
/// @param peer the same figure of OpenBao, or of Fort itself for a comparison of its own
/// @param goal what the ratio Fort ÷ peer should be; none where the figure is only told
record Figure(
        String name,
        String against,
        String unit,
        double fort,
        double peer,
        @Nullable Goal goal) {

    /// @param atLeast whether the ratio should be at least the bound, otherwise at most
    record Goal(boolean atLeast, double bound) {
        static Goal atLeast(double bound) {
            return new Goal(true, bound);
        }

        static Goal atMost(double bound) {
            return new Goal(false, bound);
        }

        boolean reached(double ratio) {
            return atLeast ? ratio >= bound : ratio <= bound;
        }

        @Override
        public String toString() {
            return (atLeast ? "≥ " : "≤ ") + "%.2f".formatted(bound).replaceAll("\\.?0+$", "");
        }
    }

    double ratio() {
        return fort / peer;
    }

    boolean reached() {
        return goal == null || goal.reached(ratio());
    }
}
