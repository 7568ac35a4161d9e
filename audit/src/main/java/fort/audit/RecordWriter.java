package fort.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

/// Writes one record as canonical JSON (RFC 8785): sorted keys, no white space, control characters escaped.
/// Empty fields are left out.
///
/// By hand, because this runs for every request: one growing byte array, no intermediate strings. What the
/// caller chooses (service, path, details) is cut to a limit and marked with `…`, so nobody can make an act
/// unrecordable by sending too much.
final class RecordWriter {
    /// As the log's format promises; see docs/decisions/0004.
    static final int RECORD_BYTES_MAX = 16_384;

    static final int PATH_MAX = 1024;
    static final int FIELD_MAX = 256;
    static final int DETAILS_MAX = 32;
    static final int DETAIL_NAME_MAX = 64;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Instant TIME_MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final long SAFE_INTEGER_MAX = (1L << 53) - 1;

    private byte[] buffer;
    private int length;
    private boolean first = true;

    /// @param headroom bytes left free before the JSON
    private RecordWriter(int headroom) {
        buffer = new byte[headroom + 400];
        length = headroom;
    }

    /// @throws IllegalArgumentException when the record is larger than a record may be, or its version or time
    ///     is out of range
    static EncodedRecord encode(AuditRecord record, String node, int headroom) {
        if (record.version() < 0 || record.version() > SAFE_INTEGER_MAX) {
            throw new IllegalArgumentException("a version is a whole number below 2^53");
        }
        if (record.time().isBefore(Instant.EPOCH) || record.time().isAfter(TIME_MAX)) {
            throw new IllegalArgumentException("a record's time lies in the years 1970 to 9999");
        }
        LocalDateTime time = LocalDateTime.ofInstant(record.time(), ZoneOffset.UTC);
        RecordWriter writer = new RecordWriter(headroom);
        writer.write(record, node, time);
        if (writer.length - headroom > RECORD_BYTES_MAX) {
            throw new IllegalArgumentException("a record has at most " + RECORD_BYTES_MAX + " bytes");
        }
        return new EncodedRecord(writer.buffer, writer.length, time.getYear() * 100 + time.getMonthValue());
    }

    private void write(AuditRecord record, String node, LocalDateTime time) {
        put('{');
        field("accessor", record.accessor(), FIELD_MAX);
        if (!record.details().isEmpty()) {
            details(record.details());
        }
        field("method", record.method(), FIELD_MAX);
        field("node", node, FIELD_MAX);
        field("operation", record.operation(), FIELD_MAX);
        field("path", record.path(), PATH_MAX);
        field("principal", record.principal(), FIELD_MAX);
        field("reason", record.reason(), FIELD_MAX);
        field("requestId", record.requestId(), FIELD_MAX);
        field("result", record.result(), FIELD_MAX);
        field("rule", record.rule(), FIELD_MAX);
        field("service", record.service(), FIELD_MAX);
        field("source", record.source(), FIELD_MAX);
        name("time");
        time(time);
        if (record.version() != 0) {
            name("version");
            decimal(record.version());
        }
        put('}');
    }

    private void details(Map<String, String> details) {
        if (details.size() > DETAILS_MAX) {
            throw new IllegalArgumentException("a record has at most " + DETAILS_MAX + " details");
        }
        String[] names = details.keySet().toArray(String[]::new);
        Arrays.sort(names); // by UTF-16 units, as RFC 8785 wants
        name("details");
        put('{');
        first = true;
        for (String name : names) {
            if (name.length() > DETAIL_NAME_MAX) {
                throw new IllegalArgumentException("a detail's name has at most " + DETAIL_NAME_MAX + " characters");
            }
            separate();
            string(name, DETAIL_NAME_MAX);
            put(':');
            string(details.getOrDefault(name, ""), FIELD_MAX);
        }
        put('}');
        first = false;
    }

    private void field(String name, String value, int max) {
        if (!value.isEmpty()) {
            name(name);
            string(value, max);
        }
    }

    private void name(String name) {
        separate();
        string(name, FIELD_MAX);
        put(':');
    }

    private void separate() {
        if (!first) {
            put(',');
        }
        first = false;
    }

    private void string(String text, int max) {
        int end = Math.min(text.length(), max);
        reserve(end * 6 + 5);
        buffer[length++] = '"';
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                wide(Character.toCodePoint(c, text.charAt(i)));
            } else {
                wide(Character.isSurrogate(c) ? 0xfffd : c);
            }
        }
        if (end < text.length()) {
            wide(0x2026);
        }
        buffer[length++] = '"';
    }

    private void ascii(char c) {
        if (c >= 0x20 && c != '"' && c != '\\') {
            buffer[length++] = (byte) c;
            return;
        }
        buffer[length++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[length++] = (byte) c;
            case '\b' -> buffer[length++] = 'b';
            case '\t' -> buffer[length++] = 't';
            case '\n' -> buffer[length++] = 'n';
            case '\f' -> buffer[length++] = 'f';
            case '\r' -> buffer[length++] = 'r';
            default -> {
                buffer[length++] = 'u';
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = HEX[c >> 4];
                buffer[length++] = HEX[c & 15];
            }
        }
    }

    private void wide(int c) {
        if (c < 0x800) {
            buffer[length++] = (byte) (0xc0 | (c >> 6));
        } else {
            if (c < 0x10000) {
                buffer[length++] = (byte) (0xe0 | (c >> 12));
            } else {
                buffer[length++] = (byte) (0xf0 | (c >> 18));
                buffer[length++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            }
            buffer[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        buffer[length++] = (byte) (0x80 | (c & 0x3f));
    }

    /// `"2026-11-24T12:00:00.000000000Z"`, always with nine digits.
    private void time(LocalDateTime time) {
        reserve(40);
        buffer[length++] = '"';
        digits(time.getYear(), 4);
        buffer[length++] = '-';
        digits(time.getMonthValue(), 2);
        buffer[length++] = '-';
        digits(time.getDayOfMonth(), 2);
        buffer[length++] = 'T';
        digits(time.getHour(), 2);
        buffer[length++] = ':';
        digits(time.getMinute(), 2);
        buffer[length++] = ':';
        digits(time.getSecond(), 2);
        buffer[length++] = '.';
        digits(time.getNano(), 9);
        buffer[length++] = 'Z';
        buffer[length++] = '"';
    }

    private void digits(int value, int count) {
        int rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void decimal(long value) {
        reserve(20);
        long scale = 1;
        while (value / scale >= 10) {
            scale *= 10;
        }
        for (long rest = value; scale > 0; rest %= scale, scale /= 10) {
            buffer[length++] = (byte) ('0' + rest / scale);
        }
    }

    private void put(char c) {
        reserve(1);
        buffer[length++] = (byte) c;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    /// @param buffer headroom, then JSON up to `length`
    /// @param month `202611` for November 2026
    record EncodedRecord(byte[] buffer, int length, int month) {}
}
