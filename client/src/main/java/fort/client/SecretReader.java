package fort.client;

import fort.wire.SecretJson;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the answer of `secret.read` without data binding: the one call whose start is felt. The value's
/// bytes are cut out of the answer as they are.
final class SecretReader {
    private String path = "";
    private String mount = "";
    private String state = "";
    private String type = "";
    private String createdAt = "";
    private @Nullable String expiresAt;
    private String receipt = "";
    private long version;
    private @Nullable SecretJson value;

    private SecretReader() {}

    static ReadSecret read(Transport.Reply reply) {
        SecretReader reader = new SecretReader();
        try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), reply.body())) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                in.nextToken();
                reader.member(name, in, reply.body());
            }
        } catch (JacksonException e) {
            throw FortException.badAnswer("the server's answer is not a secret");
        }
        return reader.finish(reply);
    }

    private void member(String name, JsonParser in, byte[] body) {
        if (in.currentToken() == JsonToken.START_OBJECT && name.equals("value")) {
            int start = (int) in.currentTokenLocation().getByteOffset();
            in.skipChildren();
            int end = (int) in.currentLocation().getByteOffset();
            value = SecretJson.owning(Arrays.copyOfRange(body, start, end));
            return;
        }
        if (in.currentToken().isStructStart()) {
            in.skipChildren();
            return;
        }
        switch (name) {
            case "path" -> path = in.getString();
            case "mount" -> mount = in.getString();
            case "state" -> state = in.getString();
            case "type" -> type = in.getString();
            case "created_at" -> createdAt = in.getString();
            case "expires_at" -> expiresAt = in.currentToken() == JsonToken.VALUE_NULL ? null : in.getString();
            case "receipt" -> receipt = in.getString();
            case "version" -> version = in.getLongValue();
            default -> {}
        }
    }

    private ReadSecret finish(Transport.Reply reply) {
        SecretJson found = value;
        if (found == null) {
            throw FortException.badAnswer("the server's answer is not a secret");
        }
        String header = reply.header("fort-receipt");
        Arrays.fill(reply.body(), (byte) 0);
        return new ReadSecret(
                path, mount, version, state, type, createdAt, expiresAt, found, header.isEmpty() ? receipt : header);
    }
}
