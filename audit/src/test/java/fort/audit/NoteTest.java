package fort.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.audit.TestLog.TestSigner;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Notes, with the example of the documentation of Go's `sumdb/note` as the known answer.
@Tag("R3.3")
final class NoteTest {
    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String SIGNED = TEXT
            + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @Test
    void reads_and_verifies_the_example_of_the_reference_implementation() {
        VerifierKey key = VerifierKey.parse(PETER);
        Note note = Note.parse(SIGNED.getBytes(UTF_8));
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.signedBy(key)).isTrue();
        assertThat(new String(note.bytes(), UTF_8)).isEqualTo(SIGNED);
        assertThat(key.text()).isEqualTo(PETER);
        assertThat(new Note(TEXT + "x\n", note.signatures()).signedBy(key)).isFalse();
    }

    @Test
    void a_false_signature_under_a_known_key_spoils_the_note() {
        VerifierKey key = VerifierKey.parse(PETER);
        NoteSignature right = Note.parse(SIGNED.getBytes(UTF_8)).signatures().getFirst();
        NoteSignature wrong = new NoteSignature(right.name(), right.keyHash(), new byte[64]);
        assertThat(new Note(TEXT, List.of(right, wrong)).signedBy(key)).isFalse();
        NoteSignature unknown = new NoteSignature("other", new byte[4], new byte[64]);
        assertThat(new Note(TEXT, List.of(unknown, right)).signedBy(key)).isTrue();
        assertThat(new Note(TEXT, List.of(unknown)).signedBy(key)).isFalse();
    }

    @Test
    void a_cosignature_covers_its_time() {
        TestSigner witness = new TestSigner("witness.example/w1", 3);
        VerifierKey key = new VerifierKey(witness.name(), VerifierKey.COSIGNATURE, witness.publicKey());
        NoteSignature signature = NoteSignature.cosign(TEXT, 1_700_000_000, witness);
        assertThat(new Note(TEXT, List.of(signature)).cosignedAt(key)).contains(1_700_000_000L);
        byte[] later = signature.bytes().clone();
        later[7]++;
        NoteSignature moved = new NoteSignature(signature.name(), signature.keyHash(), later);
        assertThat(new Note(TEXT, List.of(moved)).cosignedAt(key)).isEmpty();
        VerifierKey asLog = new VerifierKey(witness.name(), VerifierKey.ED25519, witness.publicKey());
        assertThat(new Note(TEXT, List.of(signature)).signedBy(asLog)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n\nx\n",
                "text\n\n— name\n",
                "text\n\n— name x08go/Zv\n\n",
                "text\n\n— name AAA\n",
                "text\n\n— name AAAA\n",
                "text\n\n— na+me AAAAAAAA\n",
                "text\n\n—  AAAAAAAA\n",
                "text\n\n— name AAAAAAAA",
                "te\txt\n\n— name AAAAAAAA\n",
                "text\n\n— name AAAAAAB=\n",
            })
    void refuses_what_is_no_note(String text) {
        assertThatThrownBy(() -> Note.parse(text.getBytes(UTF_8))).isInstanceOf(InvalidNote.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            })
    void refuses_what_is_no_key(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o\n1\nAAAA\n", "o\n01\n", "o\n1\n\n", "\n1\n", "o o\n1\n", "o\n1\nx\ny\n"})
    void refuses_what_is_no_checkpoint(String start) {
        String root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        assertThat(Checkpoint.parse("o\n1\n" + root).size()).isEqualTo(1);
        assertThatThrownBy(() -> Checkpoint.parse(start + root)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checkpoint.parse(start)).isInstanceOf(IllegalArgumentException.class);
    }
}
