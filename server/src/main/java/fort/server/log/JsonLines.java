package fort.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One event as one JSON object on one line.
///
/// Of an exception only its class and where it was thrown are written: messages of other people's exceptions quote
/// input, and input may be a
/// secret. What an operator must read is in the event's own message.
final class JsonLines extends EncoderBase<ILoggingEvent> {
    static final int FRAMES_MAX = 12;
    static final int MESSAGE_LENGTH_MAX = 2048;

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        line.append("{\"time\":\"")
                .append(event.getInstant())
                .append("\",\"level\":\"")
                .append(event.getLevel());
        text(line.append("\",\"logger\":"), event.getLoggerName());
        text(line.append(",\"message\":"), event.getFormattedMessage());
        IThrowableProxy error = event.getThrowableProxy();
        if (error != null) {
            append(line.append(",\"error\":"), error);
            if (error.getCause() != null) { // one cause is enough to know where to look
                append(line.append(",\"cause\":"), error.getCause());
            }
        }
        return line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder line, IThrowableProxy error) {
        StringBuilder trace = new StringBuilder(error.getClassName());
        int frames = 0;
        for (StackTraceElementProxy frame : error.getStackTraceElementProxyArray()) {
            if (frames++ == FRAMES_MAX) {
                break;
            }
            trace.append(" < ").append(frame.getStackTraceElement());
        }
        text(line, trace.toString());
    }

    /// A JSON string: control characters, also those that move a terminal's cursor, are escaped.
    static void text(StringBuilder line, @Nullable String value) {
        String shown = value == null ? "" : value;
        line.append('"');
        int length = Math.min(shown.length(), MESSAGE_LENGTH_MAX);
        for (int i = 0; i < length; i++) {
            char c = shown.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029') {
                line.append("\\u").append(java.util.HexFormat.of().toHexDigits(c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
