package fort.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.audit.RecordWriter.EncodedRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R3.1")
@Tag("R3.2")
final class RecordJsonTest {
    @Test
    void writes_sorted_keys_and_leaves_out_what_is_empty() {
        AuditRecord record = new AuditRecord(
                Instant.parse("2026-11-24T12:00:00.5Z"),
                "r-1",
                "secret.read",
                "ok",
                "",
                "userpass/alice",
                "token",
                "acc",
                "192.0.2.1",
                "web/1.0",
                "secret/data/app/db",
                7,
                "",
                Map.of("b", "2", "a", "1"));
        assertThat(json(record))
                .isEqualTo(
                        "{\"accessor\":\"acc\",\"details\":{\"a\":\"1\",\"b\":\"2\"},\"method\":\"token\",\"node\":\"n\","
                                + "\"operation\":\"secret.read\",\"path\":\"secret/data/app/db\",\"principal\":\"userpass/alice\","
                                + "\"requestId\":\"r-1\",\"result\":\"ok\",\"service\":\"web/1.0\",\"source\":\"192.0.2.1\","
                                + "\"time\":\"2026-11-24T12:00:00.500000000Z\",\"version\":7}");
    }

    @Test
    @Tag("attack-74")
    void what_an_attacker_sends_stays_inside_its_string() {
        String evil = "\r\n\u001b[31m\"},{\"result\":\"ok\"\\\u0000\u0001\b\f\t\u001f\ud83d\ude00é\ud800";
        String json = json(withService(evil));
        assertThat(json)
                .contains(
                        "\"\\r\\n\\u001b[31m\\\"},{\\\"result\\\":\\\"ok\\\"\\\\\\u0000\\u0001\\b\\f\\t\\u001f😀é\ufffd\"")
                .doesNotContain("\n", "\r", "\u001b");
        assertThat(read(json).record().service()).isEqualTo(evil.substring(0, evil.length() - 1) + "\ufffd");
    }

    @Test
    @Tag("attack-74")
    void random_records_come_back_as_they_were() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            Map<String, String> details = new HashMap<>();
            for (int d = random.nextInt(6); d > 0; d--) {
                details.put("k" + text(random, 20), text(random, 200));
            }
            AuditRecord record = new AuditRecord(
                    Instant.ofEpochSecond(random.nextLong(0, 250_000_000_000L), random.nextInt(1_000_000_000)),
                    text(random, 40),
                    text(random, 40),
                    text(random, 20),
                    text(random, 20),
                    text(random, 60),
                    text(random, 20),
                    text(random, 20),
                    text(random, 20),
                    text(random, 250),
                    text(random, 1000),
                    random.nextLong(1L << 53),
                    text(random, 60),
                    details);
            EncodedRecord encoded;
            try {
                encoded = RecordWriter.encode(record, "node", 16);
            } catch (IllegalArgumentException tooLarge) {
                continue;
            }
            RecordReader.Written read = read(new String(encoded.buffer(), 16, encoded.length() - 16, UTF_8));
            assertThat(read.record()).isEqualTo(record);
            assertThat(read.node()).isEqualTo("node");
        }
    }

    @Test
    void refuses_what_no_record_may_be() {
        Instant time = Instant.EPOCH;
        assertThatThrownBy(() -> json(record(time, -1, Map.of()))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json(record(time, 1L << 53, Map.of()))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json(record(Instant.MAX, 0, Map.of()))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json(record(Instant.MIN, 0, Map.of()))).isInstanceOf(IllegalArgumentException.class);
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 33; i++) {
            many.put("k" + i, "");
        }
        assertThatThrownBy(() -> json(record(time, 0, many))).isInstanceOf(IllegalArgumentException.class);
        Map<String, String> wide = new HashMap<>();
        for (int i = 0; i < 32; i++) {
            wide.put("k" + i, "\u0001".repeat(256));
        }
        assertThatThrownBy(() -> json(record(time, 0, wide))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reading_skips_what_it_does_not_know_and_refuses_what_is_no_record() {
        assertThat(read("{\"later\":[1,{\"a\":2}],\"time\":\"1970-01-01T00:00:00Z\",\"path\":\"p\"}")
                        .record()
                        .path())
                .isEqualTo("p");
        for (String bad : new String[] {
            "",
            "{",
            "[]",
            "{}",
            "{\"time\":\"yesterday\"}",
            "{\"time\":\"1970-01-01T00:00:00Z\"}x",
            "{\"time\":\"1970-01-01T00:00:00Z\",\"time\":\"1970-01-01T00:00:00Z\"}"
        }) {
            byte[] bytes = bad.getBytes(UTF_8);
            assertThat(RecordReader.read(bytes, 0, bytes.length)).as(bad).isNull();
        }
    }

    private static String text(Random random, int max) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(max); i > 0; i--) {
            text.append(
                    switch (random.nextInt(6)) {
                        case 0 -> (char) random.nextInt(0x20);
                        case 1 -> "\"\\/{}[]:,".charAt(random.nextInt(9));
                        case 2 -> (char) (0x80 + random.nextInt(0x700));
                        case 3 -> (char) (0x2000 + random.nextInt(0x1000));
                        default -> (char) (0x20 + random.nextInt(0x60));
                    });
        }
        return text.toString();
    }

    private static AuditRecord withService(String service) {
        return new AuditRecord(
                Instant.EPOCH, "", "secret.read", "ok", "", "p", "", "", "", service, "", 0, "", Map.of());
    }

    private static AuditRecord record(Instant time, long version, Map<String, String> details) {
        return new AuditRecord(time, "", "secret.read", "ok", "", "p", "", "", "", "", "", version, "", details);
    }

    private static String json(AuditRecord record) {
        EncodedRecord encoded = RecordWriter.encode(record, "n", 16);
        return new String(encoded.buffer(), 16, encoded.length() - 16, UTF_8);
    }

    private static RecordReader.Written read(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        RecordReader.Written written = RecordReader.read(bytes, 0, bytes.length);
        if (written == null) {
            throw new AssertionError("not a record: " + json);
        }
        return written;
    }
}
