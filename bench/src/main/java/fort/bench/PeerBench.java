package fort.bench;

import fort.testkit.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `./fort bench peer`: makes both products, measures them in turn, cleans up.
final class PeerBench {
    private final PeerOptions options;
    private final Path bao;
    private final Path wrk;
    private final Report report = new Report();

    private PeerBench(PeerOptions options) {
        this.options = options;
        Parts parts = Parts.ofThisProject();
        this.bao = parts.bao().orElseThrow(() -> new BenchFailure("OpenBao is needed and cannot be had; see above"));
        this.wrk = parts.inPath("wrk")
                .orElseThrow(() -> new BenchFailure("`wrk` is needed as load generator: apt-get install wrk"));
    }

    static Report run(PeerOptions options) {
        PeerBench bench = new PeerBench(options);
        Path folder = temporary();
        try {
            if (options.wantsPair() && options.wants(Part.RAFT)) {
                bench.onEmbeddedStores(folder);
            }
            if (options.wantsPair() && options.wants(Part.POSTGRESQL)) {
                bench.onPostgres(folder);
            }
            if (options.million()) {
                new MillionFigures(bench.wrk, options.seconds(), bench.report, progress())
                        .measure(child(folder, "million"));
            }
        } finally {
            Programs.delete(folder);
        }
        bench.report.remark(
                "Load by wrk on the same %d cores, KV version 2, %d B values, %,d paths, %d rounds of %d s in turn, median."
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                Load.VALUE_BYTES,
                                options.secrets(),
                                options.rounds(),
                                options.seconds()));
        bench.report.remark("Fort syncs its record before it answers; OpenBao writes its audit file without a sync.");
        return bench.report;
    }

    private static Progress progress() {
        return message -> System.err.printf("[%tT] %s%n", System.currentTimeMillis(), message);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("fort-bench");
        } catch (IOException broken) {
            throw new BenchFailure("no temporary folder", broken);
        }
    }

    private void onEmbeddedStores(Path folder) {
        measure(child(folder, "embedded"), null, "raft", Goals.RAFT);
    }

    private void onPostgres(Path folder) {
        progress().say("starting PostgreSQL");
        try (Database database = new Database(folder.resolve("database"))) {
            measure(child(folder, "postgresql"), database, "PostgreSQL", Goals.POSTGRESQL);
        }
    }

    private void measure(
            Path folder, @org.jspecify.annotations.Nullable Database database, String against, Goals goals) {
        progress().say("preparing Fort and OpenBao on " + against);
        try (FortServer fort = new FortServer(
                        Parts.root(), child(folder, "one"), database == null ? null : database.create("fort"));
                OpenBao peer = new OpenBao(
                        bao, child(folder, "other"), database == null ? null : database.create("openbao"))) {
            Pair pair = new Pair(fort, peer, against, goals);
            new PairFigures(pair, options, new Wrk(wrk, child(folder, "load"), options.secrets()), report, progress())
                    .measure(folder);
        }
    }

    static Path child(Path folder, String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException broken) {
            throw new BenchFailure("cannot make a folder", broken);
        }
    }
}
