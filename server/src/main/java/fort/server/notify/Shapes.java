package fort.server.notify;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Bodies of requests in the forms that receivers ask for. All of them say who, what and where, never a value.
final class Shapes {
    private Shapes() {}

    /// CloudEvents 1.0, JSON format.
    static byte[] cloudEvent(Notice notice) {
        return bytes(new JsonText()
                .open()
                .field("specversion", "1.0")
                .field("id", notice.id())
                .field("source", "urn:fort:environment:" + notice.environment())
                .field("type", "dev.fort.alert." + notice.kind())
                .field("time", notice.createdTime().toString())
                .field("datacontenttype", "application/json")
                .name("data")
                .open()
                .field("environment", notice.environment())
                .field("kind", notice.kind())
                .field("severity", notice.severity().word())
                .field("summary", notice.summary())
                .field("principal", notice.principal())
                .field("source", notice.source())
                .field("operation", notice.operation())
                .field("path", notice.path())
                .field("request_id", notice.requestId())
                .field("count", notice.count())
                .field("attempt", notice.attempt())
                .close()
                .close());
    }

    /// A Slack incoming webhook. `&`, `<` and `>` would be its mark-up for links and mentions.
    static byte[] slack(String line) {
        String escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return bytes(new JsonText().open().field("text", escaped).close());
    }

    /// An adaptive card, as a Teams workflow takes it.
    static byte[] teams(String line) {
        String block = new JsonText()
                .open()
                .field("type", "TextBlock")
                .field("text", line)
                .field("wrap", "true")
                .close()
                .toString();
        return ("{\"type\":\"message\",\"attachments\":[{\"contentType\":\"application/vnd.microsoft.card.adaptive\","
                        + "\"content\":{\"type\":\"AdaptiveCard\",\"version\":\"1.4\",\"body\":["
                        + block.replace("\"wrap\":\"true\"", "\"wrap\":true") + "]}}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// PagerDuty's Events API v2. The same alert is one incident there, however often it is sent.
    static byte[] pagerDuty(String routingKey, String line, Notice notice) {
        return bytes(new JsonText()
                .open()
                .field("routing_key", routingKey)
                .field("event_action", "trigger")
                .field("dedup_key", "fort/" + notice.environment() + "/" + notice.id())
                .name("payload")
                .open()
                .field("summary", line.length() > 1_024 ? line.substring(0, 1_024) : line)
                .field("source", "fort/" + notice.environment())
                .field("severity", notice.severity().name().toLowerCase(Locale.ROOT))
                .field("timestamp", notice.createdTime().toString())
                .field("class", notice.kind())
                .field("component", notice.path())
                .close()
                .close());
    }

    private static byte[] bytes(JsonText json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
