package fort.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fort.audit.TestLog.TestSigner;
import java.nio.charset.StandardCharsets;

/// The parsers that read what others send: notes, checkpoints, keys, bodies for the witness. Nothing but
/// [InvalidNote] comes out, and what is accepted is canonical.
final class NoteFuzzTest {
    private static final VerifierKey KEY = VerifierKey.parse(new TestSigner(TestLog.ORIGIN, 1).verifierKey());

    @FuzzTest
    void a_note_that_is_read_is_written_the_same(byte[] bytes) {
        Note note;
        try {
            note = Note.parse(bytes);
        } catch (InvalidNote refused) {
            return;
        }
        assertThat(note.bytes()).isEqualTo(bytes);
        assertThat(note.signedBy(KEY) && !note.text().startsWith(TestLog.ORIGIN))
                .isFalse();
    }

    @FuzzTest
    void a_checkpoint_that_is_read_is_written_the_same(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        } catch (InvalidNote refused) {
            assertThat(refused).isNotNull();
        }
    }

    @FuzzTest
    void a_key_that_is_read_is_written_the_same(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            assertThat(VerifierKey.parse(text).text()).isEqualTo(text);
        } catch (InvalidNote refused) {
            assertThat(refused).isNotNull();
        }
    }

    @FuzzTest
    void a_body_for_the_witness_that_is_read_is_written_the_same(byte[] bytes) {
        try {
            assertThat(AddCheckpoint.parse(bytes).bytes()).isEqualTo(bytes);
        } catch (InvalidNote refused) {
            assertThat(refused).isNotNull();
        }
    }

    @FuzzTest
    void a_tile_path_that_is_read_is_written_the_same(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        TilePath.parse(text).ifPresent(path -> assertThat(path.toString()).isEqualTo(text));
    }
}
