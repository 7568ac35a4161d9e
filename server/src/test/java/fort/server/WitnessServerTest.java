package fort.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.server.config.ConfigFile;
import fort.server.config.PrivateFiles;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `fort witness` as it is run, and a server that asks it.
class WitnessServerTest {
    @TempDir
    Path folder;

    @Test
    @Tag("R3.3")
    void cosigns_what_grows_and_an_older_copy_of_the_data_does_not_start() throws Exception {
        Path own = folder.resolve("fort");
        PrivateFiles.createFolder(own);
        Path file = own.resolve("fort.toml");
        String plain = "folder = \"data\"\n[[listener]]\nport = 0\ninsecure_http = true\n"
                + "[[environment]]\nname = \"development\"\n";
        Files.writeString(file, plain);
        List<String> keys;
        try (RunningFort fort = RunningFort.of(file)) {
            keys = keys(fort);
        }
        try (RunningWitness witness = RunningWitness.start(folder.resolve("witness"), keys.getFirst())) {
            Files.writeString(
                    file,
                    plain + "[witness]\nurl = \"" + witness.address + "\"\nverifier_key = \"" + witness.verifierKey
                            + "\"\nrequired = true\n");
            RunningFort.of(file).close();
            Path copy = folder.resolve("copy");
            copy(own.resolve("data"), copy);
            try (RunningFort fort = RunningFort.of(file)) {
                fort.as("development", "PUT", "/secrets/app/db", "{\"value\":{\"a\":\"b\"}}");
                assertThat(keys(fort)).contains(witness.verifierKey);
            }
            try (RunningFort fort = RunningFort.of(file)) {
                assertThat(fort.as("development", "GET", "/audit/checkpoint", "")
                                .body())
                        .contains("— fort-witness ");
            }
            delete(own.resolve("data"));
            copy(copy, own.resolve("data"));
            assertThatThrownBy(() -> Assembly.start(ConfigFile.load(file)))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.ROLLED_BACK));
        }
    }

    private static List<String> keys(RunningFort fort) {
        String list = fort.as("development", "GET", "/audit/keys", "").body();
        return Pattern.compile("\"([^\"]+\\+[0-9a-f]{8}\\+[^\"]+)\"")
                .matcher(list)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(
                        path, to.resolve(from.relativize(path)), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// `fort witness` on a thread of its own, until it is interrupted.
    private record RunningWitness(Thread thread, String address, String verifierKey) implements AutoCloseable {
        static RunningWitness start(Path state, String log) throws IOException {
            Options options = Options.parse(
                    new String[] {"witness", "--state", state.toString(), "--listen", "127.0.0.1:0", "--log", log},
                    WitnessServer.OPTIONS);
            PipedInputStream in = new PipedInputStream();
            PrintStream out = new PrintStream(new PipedOutputStream(in), true, StandardCharsets.UTF_8);
            Thread thread = Thread.ofPlatform().start(() -> {
                try (out) {
                    WitnessServer.run(options, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (Scanner scanner = new Scanner(in, StandardCharsets.UTF_8)) {
                return new RunningWitness(thread, scanner.next(), scanner.next());
            }
        }

        @Override
        public void close() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }
    }
}
