package fort.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.server.config.PrivateFiles;
import fort.testkit.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `fort server` and `fort witness` as processes of their own: what the witness has seen, nobody takes back by
/// exchanging the server's files.
@Tag("R3.3")
@Tag("attack-67")
@Tag("slow")
class WitnessProcessTest {
    private static final String PLAIN = """
            folder = "data"
            [[listener]]
            port = 0
            insecure_http = true
            [[environment]]
            name = "development"
            """;

    @TempDir
    Path folder;

    private Path file;
    private Path data;
    private Path copy;

    @BeforeEach
    void configure() throws IOException {
        Path own = folder.resolve("fort");
        PrivateFiles.createFolder(own);
        file = own.resolve("fort.toml");
        data = own.resolve("data");
        copy = folder.resolve("copy");
        Files.writeString(file, PLAIN);
    }

    @Test
    void an_older_copy_and_a_fork_of_the_data_do_not_start() throws IOException {
        String logKey = served(PLAIN, "first");
        try (ServerProcess witness = witness(logKey)) {
            String watched = PLAIN + witnessed(witness, true);
            served(watched, "second");
            copy(data, copy);
            try (ServerProcess server = server(watched)) {
                long before = witnessedSize(server);
                write(server, "third");
                server.await(() -> witnessedSize(server) > before);
            }

            replaceBy(copy);
            assertThatThrownBy(() -> server(watched))
                    .hasMessageContaining("older than a witness has seen, or another one")
                    .hasMessageContaining("ROLLED_BACK: the log has ")
                    .hasMessageContaining("code=1")
                    .message()
                    .doesNotContain("Exception in thread");

            // A fork: the older copy grows beyond what the witness knows, while nobody watches.
            replaceBy(copy);
            for (int i = 0; i < 4; i++) {
                served(PLAIN, "fork-" + i);
            }
            assertThatThrownBy(() -> server(watched)).hasMessageContaining("ROLLED_BACK");
        }
        Evidence.write(
                "witness",
                "witness: an older copy and a fork of the data folder were refused at start, by real processes of "
                        + "`fort server` and `fort witness`");
    }

    @Test
    void without_the_witness_that_is_required_nothing_starts_and_without_another_it_does() throws IOException {
        String logKey = served(PLAIN, "first");
        String gone;
        String gentle;
        try (ServerProcess witness = witness(logKey)) {
            gone = PLAIN + witnessed(witness, true);
            gentle = PLAIN + witnessed(witness, false);
            String key = witness.out().strip().split(" ")[1];
            assertThatThrownBy(() -> server(gone.replace(key, otherKey())))
                    .as("a cosignature of another key than the one that is expected")
                    .hasMessageContaining("too few witnesses answer");
        }
        assertThatThrownBy(() -> server(gone)).hasMessageContaining("too few witnesses answer");
        assertThat(served(gentle, "second")).isEqualTo(logKey);
    }

    @Test
    void a_witness_that_watches_other_logs_is_not_enough() throws IOException {
        String logKey = served(PLAIN, "first");
        replaceBy(null);
        String other = served(PLAIN, "first");
        assertThat(other).isNotEqualTo(logKey);
        try (ServerProcess witness = witness(logKey)) {
            assertThatThrownBy(() -> server(PLAIN + witnessed(witness, true)))
                    .hasMessageContaining("too few witnesses answer");
        }
    }

    /// Starts a server, writes one secret, and stops it.
    ///
    /// @return the log's verifier key
    private String served(String configuration, String name) throws IOException {
        try (ServerProcess server = server(configuration)) {
            write(server, name);
            return Pattern.compile("\"([^\"]+\\+[0-9a-f]{8}\\+[^\"]+)\"")
                    .matcher(call(server, "GET", "/api/v1/audit/keys", ""))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void write(ServerProcess server, String name) {
        call(server, "PUT", "/api/v1/secrets/app/" + name, "{\"value\":{\"a\":\"b\"}}");
    }

    /// @return records under the newest checkpoint; none while the witness has not cosigned it
    private long witnessedSize(ServerProcess server) {
        String checkpoint = call(server, "GET", "/api/v1/audit/checkpoint", "");
        return checkpoint.contains("\u2014 fort-witness ")
                ? Long.parseLong(checkpoint.lines().toList().get(1))
                : 0;
    }

    private ServerProcess server(String configuration) throws IOException {
        Files.writeString(file, configuration);
        return ServerProcess.server(folder, file);
    }

    private String call(ServerProcess server, String method, String path, String body) {
        String token = String.valueOf(ServerProcess.tokens(file).get("development"));
        return ServerProcess.call(server.address(), token, method, path, body);
    }

    private ServerProcess witness(String logKey) {
        return ServerProcess.speaking(
                folder,
                "witness",
                "--state",
                folder.resolve("witness").toString(),
                "--listen",
                "127.0.0.1:0",
                "--log",
                logKey);
    }

    /// Of a witness that has the same name.
    private String otherKey() {
        try (ServerProcess other = ServerProcess.speaking(
                folder, "witness", "--state", folder.resolve("other").toString(), "--listen", "127.0.0.1:0")) {
            return other.out().strip().split(" ")[1];
        }
    }

    private static String witnessed(ServerProcess witness, boolean required) {
        String[] words = witness.out().strip().split(" ");
        return "[witness]\nurl = \"" + words[0] + "\"\nverifier_key = \"" + words[1] + "\"\nrequired = " + required
                + "\n";
    }

    private void replaceBy(@org.jspecify.annotations.Nullable Path other) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        if (other != null) {
            copy(other, data);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
