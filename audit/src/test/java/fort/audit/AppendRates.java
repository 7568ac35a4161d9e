package fort.audit;

import fort.store.Store;
import fort.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How many records a second become durable in an embedded store, by 1, 16 and 64 callers. Not a test: run its
/// main method.
final class AppendRates {
    private static final int PER_CALLER = 50_000;

    private AppendRates() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "rates");
        int seconds = Integer.parseInt(arguments[1]);
        try (Store store = Stores.sqlite(folder.resolve("store"));
                AuditLog log = open(store)) {
            measure(log, 64, seconds);
            for (int callers : new int[] {1, 16, 64, 256}) {
                System.out.println(measure(log, callers, seconds));
            }
            System.out.println("size " + log.size() + ", store bytes " + store.sizeBytes());
        }
    }

    private static AuditLog open(Store store) {
        TestLog test = new TestLog(1);
        return AuditLog.open(
                test.settings,
                store,
                test.keys(),
                _ -> {},
                Witnesses.NONE,
                Optional.empty(),
                InstantSource.system(),
                new SecureRandom());
    }

    private static String measure(AuditLog log, int callers, int seconds) throws InterruptedException {
        TestLog test = new TestLog(callers);
        long[] counts = new long[callers];
        long[][] latencies = new long[callers][PER_CALLER];
        long cpuBefore = cpu();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int c = 0; c < callers; c++) {
            int caller = c;
            threads.add(Thread.ofVirtual().start(() -> {
                AuditRecord record = test.record(caller);
                for (long before = System.nanoTime(); before < end; ) {
                    log.append(List.of(), List.of(record));
                    long now = System.nanoTime();
                    latencies[caller][(int) Math.min(counts[caller]++, PER_CALLER - 1)] = now - before;
                    before = now;
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long elapsed = System.nanoTime() - start;
        long total = Arrays.stream(counts).sum();
        long[] all = new long[(int) Math.min(total, callers * (long) PER_CALLER)];
        int at = 0;
        for (int c = 0; c < callers; c++) {
            for (int i = 0; i < Math.min(counts[c], PER_CALLER); i++) {
                all[at++] = latencies[c][i];
            }
        }
        Arrays.sort(all, 0, at);
        return "%3d callers: %8.0f records/s, p50 %5.0f us, p99 %6.0f us, CPU %5.1f us per record"
                .formatted(
                        callers,
                        total * 1e9 / elapsed,
                        all[at / 2] / 1e3,
                        all[(int) (at * 0.99)] / 1e3,
                        (cpu() - cpuBefore) / 1e3 / total);
    }

    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
