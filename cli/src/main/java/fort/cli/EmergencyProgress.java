package fort.cli;

import fort.client.FortClient;
import fort.wire.Emergencies;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Follows an emergency to its end; on a terminal with a bar, and how far each target is.
final class EmergencyProgress {
    private static final int WIDTH = 30;

    /// Beyond its deadline an emergency is closed by the server within seconds; who waits longer waits in vain.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Surroundings surroundings;
    private final FortClient client;

    EmergencyProgress(Surroundings surroundings, FortClient client) {
        this.surroundings = surroundings;
        this.client = client;
    }

    Emergencies.Emergency follow(Emergencies.Emergency begun) {
        Emergencies.Emergency now = begun;
        Instant end = begun.deadline().plus(PATIENCE);
        while (!RotationText.over(now) && surroundings.clock().instant().isBefore(end)) {
            show(now);
            surroundings.pause().during(Duration.ofSeconds(1));
            now = client.emergencies().read(begun.summary().id());
        }
        show(now);
        if (surroundings.terminal().isPresent()) {
            surroundings.err().println();
        }
        return now;
    }

    private void show(Emergencies.Emergency now) {
        if (surroundings.terminal().isPresent()) {
            surroundings.err().print("\r\u001b[K" + Output.printable(line(now)));
            surroundings.err().flush();
        }
    }

    private String line(Emergencies.Emergency now) {
        int total = Math.max(1, now.items().size());
        int full = now.done() * WIDTH / total;
        long left = Math.max(
                0,
                Duration.between(surroundings.clock().instant(), now.deadline()).toSeconds());
        StringBuilder line = new StringBuilder("[")
                .repeat('#', full)
                .repeat('.', WIDTH - full)
                .append("] ")
                .append(now.done())
                .append('/')
                .append(now.items().size())
                .append(now.failed() == 0 ? "" : ", " + now.failed() + " failed")
                .append(", ")
                .append(left)
                .append(" s left");
        behind(now)
                .forEach((target, open) ->
                        line.append("  ").append(target).append(": ").append(open));
        return line.toString();
    }

    /// Secrets not yet rotated, by target; the three that are most behind.
    private static Map<String, Long> behind(Emergencies.Emergency now) {
        Map<String, Long> open = new TreeMap<>();
        now.items().stream()
                .filter(item -> !item.state().equals("done"))
                .forEach(item -> open.merge(item.target().isEmpty() ? "-" : item.target(), 1L, Long::sum));
        Map<String, Long> most = new java.util.LinkedHashMap<>();
        open.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(3)
                .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
        return most;
    }
}
