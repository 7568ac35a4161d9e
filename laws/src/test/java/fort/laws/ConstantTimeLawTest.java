package fort.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tokens, keyed hashes, codes and shares are compared in constant time: the server's rooms have no early-exit
/// comparison of bytes but the named ones, which compare what anybody may know.
final class ConstantTimeLawTest {
    private static final Set<String> ROOMS = Set.of("crypto", "identity", "access", "audit", "gate", "server");

    /// Each compares published bytes: hashes of a public tree, key ids, magic numbers, a public key.
    private static final Set<String> PUBLIC_BYTES =
            Set.of("BlindIndex", "LogVerifier", "Note", "NoteSignature", "Opener", "PassphraseBox", "Signer");

    private static final Pattern EARLY_EXIT =
            Pattern.compile("Arrays\\.(equals|compare|mismatch)\\(|\\.contentEquals\\(|\\.mismatch\\(");

    @Test
    @Tag("attack-41")
    void no_early_exit_comparison_of_bytes_outside_the_named_places() {
        Set<String> found = House.sources().stream()
                .filter(source -> source.shipped() && ROOMS.contains(source.room()))
                .filter(source -> source.lines().stream()
                        .anyMatch(line -> EARLY_EXIT.matcher(line).find()))
                .map(House.Source::simpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(PUBLIC_BYTES));
    }

    @Test
    @Tag("attack-41")
    void what_is_secret_is_compared_in_constant_time_somewhere() {
        List<String> callers = House.sources().stream()
                .filter(source -> source.shipped() && ROOMS.contains(source.room()))
                .filter(source -> source.lines().stream().anyMatch(line -> line.contains("MessageDigest.isEqual(")))
                .map(House.Source::room)
                .distinct()
                .toList();
        assertThat(callers).contains("crypto");
    }
}
