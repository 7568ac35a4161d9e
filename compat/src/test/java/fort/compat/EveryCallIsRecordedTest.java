package fort.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every path and verb of the Vault API, by the administrator, by a stranger and with bodies that cannot be read:
/// each
/// answer carries the receipt of its record.
@Tag("R9.1")
final class EveryCallIsRecordedTest {
    private static final List<String> BODIES = List.of("", "{}", "{\"broken\":", "{\"versions\":\"x\",\"ttl\":\"x\"}");

    /// Ends the environment's service, and with it this test.
    private static final Set<String> LEFT_OUT = Set.of("sys/seal", "auth/token/revoke-self");

    @TempDir
    Path folder;

    @Test
    void no_call_leaves_no_record() {
        try (World world = new World(folder)) {
            Set<String> paths = new TreeSet<>();
            for (Calls.Call call : Calls.read("open.calls")) {
                paths.add(call.path().replaceAll("\\$[a-z0-9]+", "x"));
            }
            paths.removeAll(LEFT_OUT);
            assertThat(paths.size()).isGreaterThan(150);
            List<String> silent = new ArrayList<>();
            for (String path : paths) {
                for (String method : List.of("GET", "LIST", "POST", "DELETE", "PATCH", "BREW")) {
                    for (String token : List.of("", world.root())) {
                        tryOne(world, method, path, token, silent);
                    }
                }
            }
            assertThat(silent).isEmpty();
        }
    }

    private static void tryOne(World world, String method, String path, String token, List<String> silent) {
        List<String> bodies = method.equals("POST") && token.isEmpty() ? BODIES : List.of("{\"broken\":");
        for (String body : bodies) {
            RawCall.Answer answer = RawCall.send(
                    world.address(),
                    method,
                    "/v1/" + path,
                    token.isEmpty() ? List.of() : List.of("X-Vault-Token: " + token),
                    body);
            if (!answer.has("Fort-Receipt")) {
                silent.add(method + " " + path + " " + body + " → " + answer.status());
            }
        }
    }
}
