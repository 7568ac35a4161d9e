package fort.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fort as `./fort up` makes it, with one more listener for TLS, and then run in the foreground by `./fort server`.
final class FortServer implements Peer {
    private static final Duration UP_MAX = Duration.ofMinutes(5);

    private final Path launcher;
    private final Path folder;
    private final String storageName;
    private final int plainPort = Ports.free();
    private final int tlsPort = Ports.free();
    private final String token;
    private @Nullable Process process;
    private @Nullable Path authority;

    /// @param database of an administrator, as a `postgresql://` address; none for SQLite
    FortServer(Path root, Path folder, @Nullable String database) {
        this.launcher = root.resolve("fort");
        this.folder = folder.resolve("fort");
        this.storageName = database == null ? "SQLite" : "PostgreSQL";
        List<String> up = new ArrayList<>(List.of(launcher.toString(), "up", "--detach", "--json", "--insecure-http"));
        up.addAll(List.of("--dir", this.folder.toString(), "--port", Integer.toString(plainPort)));
        if (database != null) {
            up.addAll(List.of("--store", "postgresql", "--postgres-url", database));
        }
        String answer = Programs.run(folder, Map.of(), UP_MAX, up);
        try {
            token = BenchPolicy.token(this, BenchPolicy.text(answer, "/environments/0/token"));
            mustAsk("POST", Load.path(0), token, Load.body(0));
            Files.writeString(
                    config(),
                    "\n[[listener]]\naddress = \"127.0.0.1\"\nport = " + tlsPort + "\n",
                    StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new BenchFailure("cannot prepare " + name(), broken);
        } finally {
            Programs.run(
                    folder, Map.of(), UP_MAX, List.of(launcher.toString(), "down", "--dir", this.folder.toString()));
        }
        long begin = System.nanoTime();
        start();
        awaitFirstSecret(begin);
    }

    private Path config() {
        return folder.resolve("fort.toml");
    }

    @Override
    public String name() {
        return "Fort on " + storageName;
    }

    @Override
    public void start() {
        process = Programs.start(
                folder, log(), Map.of(), List.of(launcher.toString(), "server", "--config", config().toString()));
    }

    @Override
    public void stop() {
        Process running = process;
        if (running != null) {
            Programs.stop(running, name());
            process = null;
        }
    }

    @Override
    public Path log() {
        return folder.resolveSibling("fort.log");
    }

    @Override
    public boolean running() {
        return process != null;
    }

    /// The launcher becomes `java`, so its process is the server's.
    @Override
    public long pid() {
        Process running = process;
        if (running == null) {
            throw new BenchFailure(name() + " does not run");
        }
        return running.pid();
    }

    @Override
    public int plainPort() {
        return plainPort;
    }

    @Override
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public Path certificate() {
        Path known = authority;
        if (known == null) {
            known = findAuthority();
            authority = known;
        }
        return known;
    }

    private Path findAuthority() {
        try (var files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".pem") || file.toString().endsWith(".crt"))
                    .filter(file -> String.valueOf(file.getFileName()).contains("ca"))
                    .findFirst()
                    .orElseThrow(() -> new BenchFailure("no certificate authority in " + folder));
        } catch (IOException broken) {
            throw new BenchFailure("cannot read " + folder, broken);
        }
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public List<String> readCommand(String path) {
        return List.of(launcher.toString(), "secret", "get", path);
    }

    @Override
    public Map<String, String> clientEnvironment(boolean tls) {
        return Map.of(
                "FORT_ADDR", tls ? "https://127.0.0.1:" + tlsPort : "http://127.0.0.1:" + plainPort,
                "FORT_TOKEN", token,
                "FORT_CACERT", tls ? certificate().toString() : "");
    }

    @Override
    public void close() {
        stop();
    }
}
