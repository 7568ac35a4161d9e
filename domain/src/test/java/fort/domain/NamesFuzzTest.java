package fort.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.text.Normalizer;
import java.util.List;

final class NamesFuzzTest {
    @FuzzTest
    void accepts_only_canonical_paths(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        String path;
        try {
            path = new SecretPath(text).value();
        } catch (InvalidName refused) {
            return;
        }
        assertThat(path).isEqualTo(text).hasSizeBetween(1, Names.PATH_LENGTH_MAX);
        assertThat(Normalizer.isNormalized(path, Normalizer.Form.NFC)).isTrue();
        assertThat(path.chars()).noneMatch(c -> c < 0x20 || c == 0x7f || c == 0x200b || c == 0x202e || c == 0xfeff);
        assertThat(List.of(path.split("/", -1)))
                .allSatisfy(segment ->
                        assertThat(segment).isNotEmpty().isNotIn(".", "..").isEqualTo(segment.strip()));
    }
}
