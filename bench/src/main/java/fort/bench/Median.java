package fort.bench;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/// The value in the middle of several measurements, of an even number the lower one.
final class Median {
    private Median() {}

    static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }

    /// Measures two things in turn: one, other, one, other…
    ///
    /// @return the median of each
    static double[] inTurn(int rounds, DoubleSupplier one, DoubleSupplier other) {
        double[] ones = new double[rounds];
        double[] others = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ones[i] = one.getAsDouble();
            others[i] = other.getAsDouble();
        }
        return new double[] {of(ones), of(others)};
    }
}
