package fort.server.api;

import fort.domain.Reveal;
import fort.domain.SecretHead;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import fort.gate.ConsumerOperation;
import fort.gate.SecretOperation.SecretView;
import fort.wire.Consumers;
import fort.wire.SecretJson;
import fort.wire.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the answer of a secret's read: the one place of the own API where a value becomes part of a response.
final class SecretWriter {
    private SecretWriter() {}

    /// JSON of a [Secrets.Secret], its value spliced in as the bytes that were stored.
    static byte[] write(String mount, SecretView view, SecretValue value, @Nullable String receipt) {
        SecretHead head = view.head();
        VersionInfo version = view.version();
        StringBuilder before = new StringBuilder(256);
        quote(before.append("{\"path\":"), head.path());
        quote(before.append(",\"mount\":"), mount);
        before.append(",\"version\":").append(version.number());
        quote(before.append(",\"state\":"), SecretHandlers.state(version));
        quote(before.append(",\"type\":"), head.type());
        before.append(",\"created_at\":\"").append(version.createdTime());
        before.append("\",\"expires_at\":\"").append(head.expiresTime()).append("\",\"value\":");
        byte[] start = before.toString().getBytes(StandardCharsets.UTF_8);
        byte[] middle = value.reveal(Reveal.granted());
        byte[] end =
                (receipt == null ? "}" : ",\"receipt\":\"" + receipt + "\"}").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + middle.length + end.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(middle, 0, all, start.length, middle.length);
        System.arraycopy(end, 0, all, start.length + middle.length, end.length);
        return all;
    }

    /// Takes over the view's value.
    static Secrets.Secret message(String mount, SecretView view, @Nullable String receipt) {
        SecretHead head = view.head();
        VersionInfo version = view.version();
        SecretValue value = Objects.requireNonNull(view.value());
        return new Secrets.Secret(
                head.path(),
                mount,
                version.number(),
                SecretHandlers.state(version),
                head.type(),
                version.createdTime(),
                head.expiresTime(),
                SecretJson.owning(value.reveal(Reveal.granted())),
                receipt);
    }

    /// Takes over the view's value.
    static Consumers.AcceptableVersion acceptable(ConsumerOperation.AcceptableVersion view) {
        VersionInfo version = view.version();
        SecretValue value = view.value();
        return new Consumers.AcceptableVersion(
                version.number(),
                SecretHandlers.state(version),
                version.createdTime(),
                version.graceUntil(),
                value == null ? null : SecretJson.owning(value.reveal(Reveal.granted())));
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }
}
