package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.store.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Counts what a crash loop did, and judges a store after each crash: whatever was acknowledged is there, no unit
/// is there by half, nothing has a content that nobody wrote, and the store is whole.
final class CrashTally {
    private static final int PAGE = 1_000;

    private final String name;
    private final List<String> lines = new ArrayList<>();
    private int runs;
    private long acknowledged;
    private long lost;

    CrashTally(String name) {
        this.name = name;
    }

    /// @param acknowledgedSoFar of all runs on this store
    void judge(Store store, List<Long> acknowledgedSoFar, CrashChild child) {
        runs++;
        acknowledged += child.acknowledged().size();
        List<Long> left = numbers(store, CrashWriter.LEFT);
        assertThat(numbers(store, CrashWriter.RIGHT)).as("no half units").isEqualTo(left);
        Set<Long> there = new HashSet<>(left);
        long missing = acknowledgedSoFar.stream()
                .filter(number -> !there.contains(number))
                .count();
        lost += missing;
        store.verify();
        lines.add("run " + runs + ": acknowledged " + child.acknowledged().size() + ", lost " + missing + ", faults "
                + child.faults().size()
                + child.faults().stream()
                        .findFirst()
                        .map(first -> ", first: " + first)
                        .orElse(""));
    }

    private static List<Long> numbers(Store store, String collection) {
        List<Long> numbers = new ArrayList<>();
        List<Store.Row> page = store.scan(collection, "", "", PAGE);
        while (!page.isEmpty()) {
            for (Store.Row row : page) {
                long number = CrashWriter.number(row.key());
                assertThat(row.bytes()).isEqualTo(CrashWriter.content(number));
                numbers.add(number);
            }
            page = store.scan(collection, "", page.getLast().key(), PAGE);
        }
        return numbers;
    }

    int runs() {
        return runs;
    }

    long lost() {
        return lost;
    }

    long acknowledged() {
        return acknowledged;
    }

    /// One line on the terminal, the whole table as evidence.
    void report() {
        String line = name + ": " + runs + " runs, " + acknowledged + " acknowledged, " + lost + " lost";
        System.out.println(line);
        Evidence.write("crash-" + name, line + "\n" + String.join("\n", lines));
    }
}
