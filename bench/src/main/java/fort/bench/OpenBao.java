package fort.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The real OpenBao: raft or PostgreSQL, file audit device on, unsealing itself by a key file (`seal "static"`), one
/// plain and one TLS listener.
final class OpenBao implements Peer {
    private final Path program;
    private final Path folder;
    private final String storageName;
    private final Path config;
    private final Certificate certificate;
    private final int plainPort = Ports.free();
    private final int tlsPort = Ports.free();
    private String token = "";
    private @Nullable Process process;

    /// @param database where it keeps its rows, as a `postgres://` address; none for raft
    OpenBao(Path program, Path folder, @Nullable String database) {
        this.program = program;
        this.folder = folder;
        this.storageName = database == null ? "raft" : "PostgreSQL";
        this.certificate = Certificate.make(folder);
        this.config = folder.resolve("bao.hcl");
        try {
            Files.createDirectory(folder.resolve("raft"));
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Files.write(folder.resolve("seal.key"), key);
            Files.writeString(config, configuration(database));
        } catch (IOException broken) {
            throw new BenchFailure("cannot prepare " + name(), broken);
        }
        initialise();
    }

    private String configuration(@Nullable String database) {
        String storage = database == null
                ? "storage \"raft\" {\n  path = \"%s\"\n  node_id = \"one\"\n}".formatted(folder.resolve("raft"))
                : "storage \"postgresql\" {\n  connection_url = \"%s\"\n}".formatted(database);
        return """
                api_addr = "http://127.0.0.1:%d"
                cluster_addr = "http://127.0.0.1:%d"
                log_level = "warn"
                %s
                listener "tcp" {
                  address = "127.0.0.1:%d"
                  tls_disable = true
                }
                listener "tcp" {
                  address = "127.0.0.1:%d"
                  cluster_address = "127.0.0.1:%d"
                  tls_cert_file = "%s"
                  tls_key_file = "%s"
                }
                seal "static" {
                  current_key_id = "one"
                  current_key = "file://%s"
                }
                audit "file" "file" {
                  options = { file_path = "%s" }
                }
                """.formatted(
                        plainPort,
                        Ports.free(),
                        storage,
                        plainPort,
                        tlsPort,
                        Ports.free(),
                        certificate.certificate(),
                        certificate.key(),
                        folder.resolve("seal.key"),
                        folder.resolve("audit.log"));
    }

    private void initialise() {
        start();
        String answer = askUntilItListens("{\"recovery_shares\":1,\"recovery_threshold\":1}");
        String root = BenchPolicy.text(answer, "/root_token");
        awaitActive(root);
        mustAsk("POST", "/v1/sys/mounts/secret", root, "{\"type\":\"kv\",\"options\":{\"version\":\"2\"}}");
        token = BenchPolicy.token(this, root);
        mustAsk("POST", Load.path(0), token, Load.body(0));
    }

    private String askUntilItListens(String body) {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            try {
                Connection.Answer answer = ask("PUT", "/v1/sys/init", "", body);
                if (answer.ok()) {
                    return answer.body();
                }
            } catch (BenchFailure notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            }
            Programs.pause(Duration.ofMillis(20));
        }
    }

    private void awaitActive(String root) {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (ask("GET", "/v1/sys/mounts", root, "").status() != 200) {
            if (System.nanoTime() > end) {
                throw new BenchFailure(name() + " does not become active");
            }
            Programs.pause(Duration.ofMillis(20));
        }
    }

    @Override
    public String name() {
        return "OpenBao on " + storageName;
    }

    @Override
    public void start() {
        process = Programs.start(
                folder, log(), Map.of(), List.of(program.toString(), "server", "-config", config.toString()));
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
        return folder.resolve("server.log");
    }

    @Override
    public boolean running() {
        return process != null;
    }

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
        return certificate.certificate();
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public List<String> readCommand(String path) {
        return List.of(program.toString(), "kv", "get", "-mount=secret", path);
    }

    @Override
    public Map<String, String> clientEnvironment(boolean tls) {
        return Map.of(
                "BAO_ADDR",
                tls ? "https://127.0.0.1:" + tlsPort : "http://127.0.0.1:" + plainPort,
                "BAO_TOKEN",
                token,
                "BAO_CACERT",
                certificate.certificate().toString());
    }

    @Override
    public void close() {
        stop();
    }
}
