package fort.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.client.IsolationSubject;
import fort.client.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensFileTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("up.json"), text);
    }

    @Test
    void reads_what_up_prints() throws IOException {
        TokensFile file = TokensFile.read(
                file("{\"address\":\"https://127.0.0.1:8200\",\"ca_file\":\"/x/ca.pem\",\"pid\":7,\"environments\":["
                        + "{\"name\":\"development\",\"namespace\":\"development\",\"token\":\"t1\"},"
                        + "{\"name\":\"production\",\"namespace\":\"production\",\"token\":\"t2\"}]}"));
        Settings settings = file.settings(Settings.of(Map.of("FORT_TOKEN", "another")));
        assertThat(settings.address()).hasToString("https://127.0.0.1:8200");
        assertThat(settings.caFile()).isEqualTo(Path.of("/x/ca.pem"));
        assertThat(settings.token()).isNull();
        assertThat(file.subjects()).extracting(IsolationSubject::name).containsExactly("development", "production");
        assertThat(new String(file.subjects().getLast().token().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("t2");
    }

    @Test
    void says_what_is_wrong_and_shows_no_token() throws IOException {
        for (String text : new String[] {"", "[]", "{\"address\":\"x\"}", "{\"environments\":[{\"token\":\"t1\"}]}"}) {
            Path file = file(text);
            assertThatThrownBy(() -> TokensFile.read(file))
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining("is not what `fort up --json` prints")
                    .hasMessageNotContaining("t1");
        }
        assertThatThrownBy(() -> TokensFile.read(folder.resolve("none"))).isInstanceOf(Misuse.class);
    }
}
