package fort.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Closed-loop load by `wrk`: each connection asks again as soon as it has its answer. One thread of C and prepared
/// requests, so that it takes little of the two cores it shares with the server.
final class Wrk {
    private static final String SCRIPT = "load.lua";

    private final Path program;
    private final Path folder;
    private final int secrets;

    Wrk(Path program, Path folder, int secrets) {
        this.program = program;
        this.folder = folder;
        this.secrets = secrets;
        try (InputStream script = Wrk.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new BenchFailure("no " + SCRIPT);
            }
            Files.copy(script, folder.resolve(SCRIPT));
        } catch (IOException broken) {
            throw new BenchFailure("cannot write " + SCRIPT, broken);
        }
    }

    Rate measure(Peer peer, Load load, boolean tls, int seconds) {
        String address = tls ? "https://127.0.0.1:" + peer.tlsPort() : "http://127.0.0.1:" + peer.plainPort();
        Map<String, String> environment = Map.of(
                "BENCH_TOKEN", peer.token(),
                "BENCH_KIND", load.kind().name().toLowerCase(Locale.ROOT),
                "BENCH_SECRETS", Integer.toString(secrets));
        String out = Programs.run(
                folder,
                environment,
                Duration.ofSeconds(seconds + 60L),
                List.of(
                        program.toString(),
                        "-t",
                        "1",
                        "-c",
                        Integer.toString(load.connections()),
                        "-d",
                        seconds + "s",
                        "--timeout",
                        "20s",
                        "-s",
                        SCRIPT,
                        address));
        return parse(out);
    }

    private static Rate parse(String out) {
        JsonNode json = JsonMapper.shared().readTree(out.substring(out.indexOf("RESULT ") + 7));
        double seconds = json.get("micros").doubleValue() / 1e6;
        long failures = json.get("failures").longValue();
        return new Rate(
                (json.get("requests").doubleValue() - failures) / seconds,
                json.get("p50").doubleValue() / 1e3,
                json.get("p99").doubleValue() / 1e3,
                failures);
    }
}
