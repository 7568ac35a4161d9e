package fort.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.wire.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginFileTest {
    private static final URI HERE = URI.create("https://here:8200");
    private static final URI THERE = URI.create("https://there:8200");

    @TempDir
    private Path home;

    @Test
    void remembers_one_token_for_each_address_and_environment() {
        LoginFile file = LoginFile.of(home);
        file.put(HERE, "dev", token("a"));
        file.put(HERE, "prod", token("b"));
        file.put(THERE, "dev", token("c"));
        file.put(HERE, "dev", token("d"));

        assertThat(text(file.find(HERE, "dev"))).isEqualTo("d");
        assertThat(text(file.find(HERE, "prod"))).isEqualTo("b");
        assertThat(text(file.find(THERE, null))).isEqualTo("c");
        assertThat(text(file.find(HERE, null))).as("the one made last").isEqualTo("d");
        assertThat(file.find(THERE, "prod")).isNull();
    }

    @Test
    void forgets() {
        LoginFile file = LoginFile.of(home);
        file.put(HERE, "dev", token("a"));

        assertThat(file.remove(HERE, "dev")).isTrue();
        assertThat(file.remove(HERE, "dev")).isFalse();
        assertThat(file.find(HERE, null)).isNull();
    }

    @Test
    void only_its_owner_can_read_it() throws IOException {
        LoginFile.of(home).put(HERE, null, token("a"));

        assertThat(mode(home.resolve(".fort/token"))).isEqualTo("rw-------");
        assertThat(mode(home.resolve(".fort"))).isEqualTo("rwx------");
    }

    @Test
    void refuses_a_file_that_others_can_read() throws IOException {
        LoginFile.of(home).put(HERE, null, token("a"));
        Files.setPosixFilePermissions(home.resolve(".fort/token"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> LoginFile.of(home).find(HERE, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("others can read");
    }

    @Test
    void passes_over_a_damaged_line() throws IOException {
        LoginFile file = LoginFile.of(home);
        file.put(HERE, "dev", token("a"));
        Path written = home.resolve(".fort/token");
        Files.writeString(written, "https://here:8200\n\nhttps://here:8200 dev\n" + Files.readString(written));

        assertThat(text(file.find(HERE, "dev"))).isEqualTo("a");
        assertThat(file.find(HERE, "prod")).isNull();
    }

    private static SecretText token(String text) {
        return SecretText.of(text.toCharArray());
    }

    private static String text(LoginFile.@Nullable Login login) {
        return login == null ? "" : new String(login.token().bytes(), UTF_8);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
