package fort.bench;

import java.util.Comparator;
import java.util.List;

/// What one measurement under load came to.
///
/// @param perSecond answers with status 2xx
/// @param p50Millis the median time of an answer
/// @param p99Millis the time that one answer in a hundred took longer than
/// @param failures answers with another status, and connections that broke
record Rate(double perSecond, double p50Millis, double p99Millis, long failures) {

    /// The round in the middle by its rate; of an even number the lower one.
    static Rate medianByRate(List<Rate> rounds) {
        return median(rounds, Comparator.comparingDouble(Rate::perSecond));
    }

    /// The round in the middle by its p99; of an even number the lower one.
    static Rate medianByLatency(List<Rate> rounds) {
        return median(rounds, Comparator.comparingDouble(Rate::p99Millis));
    }

    private static Rate median(List<Rate> rounds, Comparator<Rate> order) {
        return rounds.stream().sorted(order).toList().get((rounds.size() - 1) / 2);
    }
}
