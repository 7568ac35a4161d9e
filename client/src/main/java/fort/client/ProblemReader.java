package fort.client;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Turns a failed answer into an exception: problem+json where it is, the status where it is not.
/// Streaming, to keep a failing command quick.
final class ProblemReader {
    private ProblemReader() {}

    static FortException read(Transport.Reply reply) {
        String code = "";
        String title = "";
        String detail = "";
        try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), reply.body())) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    switch (name) {
                        case "code" -> code = in.getString();
                        case "title" -> title = in.getString();
                        case "detail" -> detail = in.getString();
                        default -> {}
                    }
                } else {
                    in.skipChildren();
                }
            }
        } catch (JacksonException e) {
            // Not JSON: something between us and Fort answered. The status says what there is to say.
        }
        String message = detail.isEmpty() ? title : detail;
        return new FortException(
                code.isEmpty() ? "http_" + reply.status() : code,
                reply.status(),
                message.isEmpty() ? "the server answered with status " + reply.status() : message,
                reply.header("fort-request-id"));
    }
}
