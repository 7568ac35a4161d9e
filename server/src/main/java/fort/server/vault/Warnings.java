package fort.server.vault;

import java.util.ArrayList;
import java.util.List;

/// What an answer says beside its content.
final class Warnings {
    /// Names shown of fields that were ignored.
    private static final int NAMES_MAX = 16;

    private Warnings() {}

    /// Those of the gate, and Vault's own about fields that the endpoint does not know.
    static List<String> of(List<String> warnings, Body body) {
        List<String> ignored = body.ignored();
        if (ignored.isEmpty()) {
            return warnings;
        }
        List<String> all = new ArrayList<>(warnings);
        all.add("Endpoint ignored these unrecognized parameters: "
                + ignored.stream().limit(NAMES_MAX).sorted().toList().toString().replace(", ", " "));
        return all;
    }
}
