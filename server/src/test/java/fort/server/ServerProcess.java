package fort.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import fort.server.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The server's program in a process of its own: `fort server`, `fort witness` and the rest as an operator runs them.
///
/// Ends the process on close, gently first.
final class ServerProcess implements AutoCloseable {
    private static final int SECONDS_MAX = 90;

    private final Process process;
    private final Path out;
    private final Path err;
    private String address = "";

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// What a program that has ended said.
    record Said(int code, String out, String err) {}

    private static ServerProcess begin(Path folder, String... arguments) {
        try {
            Path out = Files.createTempFile(folder, "process", ".out");
            Path err = Files.createTempFile(folder, "process", ".err");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("FORT_"));
            Process process = builder.start();
            process.getOutputStream().close();
            return new ServerProcess(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs it to its end.
    ///
    /// @param folder where its output is kept meanwhile
    static Said run(Path folder, String... arguments) {
        try (ServerProcess running = begin(folder, arguments)) {
            running.awaitEnd();
            return running.said();
        }
    }

    /// Starts `fort server` and waits until it serves.
    ///
    /// @throws IllegalStateException with what it said, when it ends instead
    static ServerProcess server(Path folder, Path file) {
        Path data = ConfigFile.load(file).folder();
        ServerProcess running = begin(folder, "server", "--config", file.toString());
        running.await(() -> {
            Optional<Running> found = Running.find(data).filter(one -> one.pid() == running.process.pid());
            found.ifPresent(one -> running.address = one.address());
            return found.isPresent();
        });
        return running;
    }

    /// Starts something that says a line on standard output once it serves.
    static ServerProcess speaking(Path folder, String... arguments) {
        ServerProcess running = begin(folder, arguments);
        running.await(() -> running.read(running.out).endsWith("\n"));
        return running;
    }

    /// Asks again and again until it is so.
    ///
    /// @throws IllegalStateException with what the process said, when that takes too long or the process ends
    void await(BooleanSupplier ready) {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS_MAX).toNanos();
        while (!ready.getAsBoolean()) {
            if (waited(Duration.ofMillis(20)) || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("it does not serve as it should: " + said());
            }
        }
    }

    private void awaitEnd() {
        if (!waited(Duration.ofSeconds(SECONDS_MAX))) {
            throw new IllegalStateException("it does not end");
        }
    }

    /// @return whether it has ended
    private boolean waited(Duration most) {
        try {
            return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Said said() {
        return new Said(process.exitValue(), read(out), read(err));
    }

    /// Of a server that serves.
    String address() {
        return address;
    }

    String out() {
        return read(out);
    }

    private String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Administrator tokens of the environments that have a key file.
    static Map<String, String> tokens(Path file) {
        Map<String, String> tokens = new TreeMap<>();
        Up.ready(ConfigFile.load(file))
                .forEach(ready -> tokens.put(ready.environment().value(), ready.token()));
        return tokens;
    }

    /// @return the body of a call of Fort's or Vault's API that was answered with 2xx
    static String call(String address, String token, String method, String path, String body) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .header("X-Vault-Token", token)
                            .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!waited(Duration.ofSeconds(30))) {
            process.destroyForcibly();
        }
    }
}
