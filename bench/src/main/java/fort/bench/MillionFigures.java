package fort.bench;

import fort.bench.Figure.Goal;
import fort.bench.Load.Kind;
import fort.testkit.Parts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whether a read costs more when there is much to read from. Fort only, on SQLite.
final class MillionFigures {
    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int ROUNDS = 3;

    private final Path wrk;
    private final int seconds;
    private final Report report;
    private final Progress progress;

    MillionFigures(Path wrk, int seconds, Report report, Progress progress) {
        this.wrk = wrk;
        this.seconds = seconds;
        this.report = report;
        this.progress = progress;
    }

    /// @param folder that may be filled with some 2 GB
    void measure(Path folder) {
        try (FortServer fort = new FortServer(Parts.root(), PeerBench.child(folder, "fort"), null)) {
            double few = rate(fort, FEW, folder);
            double many = rate(fort, MANY, folder);
            report.add(new Figure(
                    "a read at 1 M secrets, beside one at 1 k (right)",
                    "itself",
                    "µs",
                    1e6 / many,
                    1e6 / few,
                    Goal.atMost(1.2)));
        }
    }

    private double rate(FortServer fort, int secrets, Path folder) {
        progress.say("writing %,d secrets to %s".formatted(secrets, fort.name()));
        Loader.fill(fort, secrets);
        Wrk load = new Wrk(wrk, PeerBench.child(folder, "load-" + secrets), secrets);
        Load reads = new Load(Kind.READ, 64);
        load.measure(fort, reads, false, seconds + 4);
        List<Rate> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(load.measure(fort, reads, false, seconds));
        }
        Rate median = Rate.medianByRate(rounds);
        progress.say(
                "    %,.0f/s over %,d secrets, %d failures".formatted(median.perSecond(), secrets, median.failures()));
        return median.perSecond();
    }
}
