package fort.server.vault;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Any bytes are one JSON object within the limits, or refused; and what is accepted is what a JSON library of
/// general
/// use reads from it.
final class JsonInFuzzTest {
    private static final JsonMapper PEER = JsonMapper.shared();

    @FuzzTest
    void reads_or_refuses(byte[] bytes) {
        Map<String, ?> fields;
        try (Body body = JsonIn.body(bytes.clone())) {
            fields = body.fields();
        } catch (BadCall expected) {
            return;
        }
        Map<?, ?> peer = bytes.length == 0 ? null : PEER.readValue(bytes, Map.class);
        if (fields.size() != (peer == null ? 0 : peer.size())) {
            throw new IllegalStateException("not the same fields");
        }
    }
}
