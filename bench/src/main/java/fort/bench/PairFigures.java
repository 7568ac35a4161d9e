package fort.bench;

import fort.bench.Load.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes all figures of one [Pair]: memory at rest, load, memory afterwards, the commands, starts.
final class PairFigures {
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
    private static final int COMMANDS = 20;
    private static final int STARTS = 7;
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Pair pair;
    private final PeerOptions options;
    private final Wrk wrk;
    private final Report report;
    private final Progress progress;

    PairFigures(Pair pair, PeerOptions options, Wrk wrk, Report report, Progress progress) {
        this.pair = pair;
        this.options = options;
        this.wrk = wrk;
        this.report = report;
        this.progress = progress;
    }

    void measure(Path folder) {
        for (Peer peer : List.of(pair.fort(), pair.peer())) {
            progress.say("writing " + options.secrets() + " secrets to " + peer.name());
            Loader.fill(peer, options.secrets());
        }
        starts();
        if (options.wants(Part.MEMORY)) {
            memory("RSS idle", pair.goals().memoryIdle());
        }
        if (options.wants(Part.CLI)) {
            commands(folder);
        }
        if (options.wantsLoad()) {
            load();
        }
        if (options.wants(Part.MEMORY)) {
            memory("RSS loaded", pair.goals().memoryLoaded());
        }
    }

    /// Ends with both running, each fresh.
    private void starts() {
        int rounds = options.wants(Part.START) ? STARTS : 1;
        progress.say("starting each " + rounds + " times");
        double[] medians = Median.inTurn(rounds, () -> startMillis(pair.fort()), () -> startMillis(pair.peer()));
        if (options.wants(Part.START)) {
            add(
                    "start of process to first secret served",
                    "ms",
                    medians,
                    pair.goals().start());
        }
    }

    private double startMillis(Peer peer) {
        Peer other = peer == pair.fort() ? pair.peer() : pair.fort();
        other.stop();
        peer.stop();
        long begin = System.nanoTime();
        peer.start();
        return peer.awaitFirstSecret(begin) / 1e6;
    }

    private void memory(String name, Figure.@org.jspecify.annotations.Nullable Goal goal) {
        ensureRunning();
        Programs.pause(SETTLE);
        double[] both = {
            Memory.residentMegabytes(pair.fort().pid()),
            Memory.residentMegabytes(pair.peer().pid())
        };
        add(name, "MB", both, goal);
    }

    private void ensureRunning() {
        for (Peer peer : List.of(pair.fort(), pair.peer())) {
            if (!peer.running()) {
                long begin = System.nanoTime();
                peer.start();
                peer.awaitFirstSecret(begin);
            }
        }
    }

    private void commands(Path folder) {
        ensureRunning();
        for (boolean tls : options.wants(Part.TLS) ? new boolean[] {false, true} : new boolean[] {false}) {
            progress.say("reading one secret by a command, " + COMMANDS + " times each" + (tls ? ", TLS" : ""));
            double[] medians = Median.inTurn(
                    COMMANDS,
                    () -> commandMillis(pair.fort(), folder, tls),
                    () -> commandMillis(pair.peer(), folder, tls));
            add(
                    "`fort secret get` as a process" + (tls ? ", TLS" : ""),
                    "ms",
                    medians,
                    pair.goals().command(tls));
        }
    }

    private static double commandMillis(Peer peer, Path folder, boolean tls) {
        long begin = System.nanoTime();
        Programs.run(folder, peer.clientEnvironment(tls), Duration.ofSeconds(30), peer.readCommand("bench/1"));
        return (System.nanoTime() - begin) / 1e6;
    }

    private void load() {
        ensureRunning();
        warmUp();
        rates(false);
        if (options.wants(Part.LATENCY)) {
            latency();
        }
        if (options.wants(Part.TLS)) {
            wrk.measure(pair.fort(), new Load(Kind.READ, 64), true, options.seconds() + 4);
            wrk.measure(pair.peer(), new Load(Kind.READ, 64), true, options.seconds() + 4);
            rates(true);
        }
    }

    /// Both compilers have had their time before the first round counts.
    private void warmUp() {
        for (Peer peer : List.of(pair.fort(), pair.peer())) {
            progress.say("warming up " + peer.name());
            for (Kind kind : List.of(Kind.READ, Kind.WRITE)) {
                wrk.measure(peer, new Load(kind, 64), false, options.seconds() + 4);
            }
        }
    }

    private void rates(boolean tls) {
        Map<Load, List<Rate>> fort = new LinkedHashMap<>();
        Map<Load, List<Rate>> peer = new LinkedHashMap<>();
        for (int round = 1; round <= options.rounds(); round++) {
            for (Load load : loads()) {
                progress.say(
                        "round %d of %d: %s%s".formatted(round, options.rounds(), load.label(), tls ? ", TLS" : ""));
                fort.computeIfAbsent(load, any -> new ArrayList<>()).add(rate(pair.fort(), load, tls));
                peer.computeIfAbsent(load, any -> new ArrayList<>()).add(rate(pair.peer(), load, tls));
            }
        }
        for (Load load : loads()) {
            double[] both = {
                Rate.medianByRate(fort.getOrDefault(load, List.of())).perSecond(),
                Rate.medianByRate(peer.getOrDefault(load, List.of())).perSecond()
            };
            add(
                    load.label() + (tls ? ", TLS" : ""),
                    "/s",
                    both,
                    tls ? null : pair.goals().of(load));
        }
    }

    private List<Load> loads() {
        List<Load> loads = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (options.wants(kind.part())) {
                CONNECTIONS.forEach(connections -> loads.add(new Load(kind, connections)));
            }
        }
        return loads;
    }

    private Rate rate(Peer peer, Load load, boolean tls) {
        Rate rate = wrk.measure(peer, load, tls, options.seconds());
        if (rate.failures() > 0) {
            report.remark("%s: %d failures at %s%s"
                    .formatted(peer.name(), rate.failures(), load.label(), tls ? ", TLS" : ""));
        }
        progress.say("    %-24s %,9.0f/s   p50 %.2f ms   p99 %.2f ms"
                .formatted(peer.name(), rate.perSecond(), rate.p50Millis(), rate.p99Millis()));
        return rate;
    }

    /// The peer's own maximum is what it does in closed loop; there its p99 is taken as well, and the better of its
    /// two
    /// counts.
    private void latency() {
        Load load = new Load(Kind.READ, 64);
        List<Rate> closed = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            closed.add(rate(pair.peer(), load, false));
        }
        double perSecond = Rate.medianByRate(closed).perSecond();
        OpenLoop onFort = new OpenLoop(pair.fort(), options.secrets());
        OpenLoop onPeer = new OpenLoop(pair.peer(), options.secrets());
        progress.say("open loop at %,.0f reads/s".formatted(perSecond));
        onFort.measure(perSecond, options.seconds());
        double[] open = Median.inTurn(
                options.rounds(),
                () -> p99(pair.fort(), onFort.measure(perSecond, options.seconds())),
                () -> p99(pair.peer(), onPeer.measure(perSecond, options.seconds())));
        double[] both = {open[0], Math.min(open[1], Rate.medianByLatency(closed).p99Millis())};
        add(
                "read p99 at the peer's own maximum, %,.0f/s".formatted(perSecond),
                "ms",
                both,
                pair.goals().latency());
    }

    private double p99(Peer peer, Rate rate) {
        progress.say("    %-24s %,9.0f/s   p50 %.2f ms   p99 %.2f ms, open loop"
                .formatted(peer.name(), rate.perSecond(), rate.p50Millis(), rate.p99Millis()));
        if (rate.failures() > 0) {
            report.remark("%s: %d failures in open loop".formatted(peer.name(), rate.failures()));
        }
        return rate.p99Millis();
    }

    private void add(String name, String unit, double[] both, Figure.@org.jspecify.annotations.Nullable Goal goal) {
        Figure figure = new Figure(name, pair.against(), unit, both[0], both[1], goal);
        report.add(figure);
        progress.say("  %s: Fort %.2f, OpenBao %.2f %s, ratio %.2f%s"
                .formatted(name, both[0], both[1], unit, figure.ratio(), goal == null ? "" : ", goal " + goal));
    }
}
