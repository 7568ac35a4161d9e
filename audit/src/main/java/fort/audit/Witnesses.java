package fort.audit;

import java.util.List;

/// Who must have seen a log's checkpoints: at least `required` of `clients`.
///
/// With none, rolling the whole store back is not found by Fort itself; the status page says so.
public record Witnesses(List<WitnessClient> clients, int required) {
    public static final Witnesses NONE = new Witnesses(List.of(), 0);

    public Witnesses {
        clients = List.copyOf(clients);
        if (required < 0 || required > clients.size()) {
            throw new IllegalArgumentException("between none and all of the witnesses can be required");
        }
    }
}
