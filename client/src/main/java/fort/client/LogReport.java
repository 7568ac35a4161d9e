package fort.client;

import java.util.Base64;
import java.util.List;

/// What an offline check of a log found.
///
/// @param root as the checkpoint claims it
/// @param witnesses the names of the witnesses whose cosignature holds
/// @param problems empty when everything fits; the most telling first
public record LogReport(String origin, long size, byte[] root, List<String> witnesses, List<String> problems) {
    public LogReport {
        witnesses = List.copyOf(witnesses);
        problems = List.copyOf(problems);
    }

    public boolean isSound() {
        return problems.isEmpty();
    }

    public String rootText() {
        return Base64.getEncoder().encodeToString(root);
    }
}
