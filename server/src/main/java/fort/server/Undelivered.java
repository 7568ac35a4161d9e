package fort.server;

import fort.domain.EnvironmentName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Alerts that a channel refused and that nobody has taken since: for `/health` and the metrics. In memory only;
/// after
/// a start it is known again when the notifier has tried.
final class Undelivered {
    /// Beyond it they are not told apart any more.
    static final int KEPT_MAX = 10_000;

    private final Map<EnvironmentName, Set<String>> byEnvironment = new ConcurrentHashMap<>();

    void failed(EnvironmentName environment, String alert) {
        Set<String> alerts = byEnvironment.computeIfAbsent(environment, name -> ConcurrentHashMap.newKeySet());
        if (alerts.size() < KEPT_MAX) {
            alerts.add(alert);
        }
    }

    void delivered(EnvironmentName environment, String alert) {
        Set<String> alerts = byEnvironment.get(environment);
        if (alerts != null) {
            alerts.remove(alert);
        }
    }

    int count(EnvironmentName environment) {
        return byEnvironment.getOrDefault(environment, Set.of()).size();
    }
}
