package fort.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Map;

/// Records with any text in them come back as they were, on one line; any bytes read as a record give a record
/// or nothing.
final class RecordFuzzTest {
    @FuzzTest
    void any_text_stays_inside_its_field(FuzzedDataProvider data) {
        AuditRecord record = new AuditRecord(
                Instant.EPOCH,
                data.consumeString(100),
                "secret.read",
                "ok",
                "",
                data.consumeString(100),
                "",
                "",
                "",
                data.consumeString(250),
                data.consumeString(200),
                1,
                "",
                Map.of("k", data.consumeRemainingAsString()));
        RecordWriter.EncodedRecord encoded = RecordWriter.encode(record, "n", 0);
        for (int i = 0; i < encoded.length(); i++) {
            assertThat(encoded.buffer()[i] >= 0 && encoded.buffer()[i] < 0x20).isFalse();
        }
        RecordReader.Written read = RecordReader.read(encoded.buffer(), 0, encoded.length());
        assertThat(read)
                .isNotNull()
                .satisfies(written -> assertThat(written.record().operation()).isEqualTo("secret.read"));
    }

    @FuzzTest
    void any_bytes_are_a_record_or_nothing(byte[] bytes) {
        RecordReader.Written read = RecordReader.read(bytes, 0, bytes.length);
        if (read != null) {
            assertThat(read.record().time()).isNotNull();
        }
    }

    @FuzzTest
    void any_bytes_are_whole_entries_or_nothing(byte[] bytes) {
        assertThat(Bundle.count(bytes)).isBetween(-1, bytes.length / 2);
    }
}
