package fort.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A secrets server under measurement. Prepared once; then started and stopped at will, and it unseals itself by a
/// key
/// file at each start.
interface Peer extends AutoCloseable {
    Duration START_MAX = Duration.ofSeconds(60);

    /// Such as `Fort on SQLite`.
    String name();

    /// Starts the process and returns at once.
    void start();

    /// Stops the process gracefully; nothing happens when it does not run.
    void stop();

    boolean running();

    /// What the process wrote on its terminal.
    Path log();

    /// The process that serves.
    long pid();

    int plainPort();

    int tlsPort();

    /// The certificate, or its authority's, as PEM.
    Path certificate();

    /// A token whose policy allows everything under `secret/`.
    String token();

    /// A command that reads one secret as a process of its own, without its environment.
    List<String> readCommand(String path);

    /// What that command needs in its environment.
    Map<String, String> clientEnvironment(boolean tls);

    @Override
    void close();

    /// Waits for the first secret.
    ///
    /// @return nanoseconds since the given moment
    default long awaitFirstSecret(long since) {
        byte[] request = Load.readRequest(0, token());
        String last = "no answer";
        while (System.nanoTime() - since < START_MAX.toNanos()) {
            try (Connection connection = new Connection(plainPort())) {
                for (Connection.Answer answer = connection.ask(request); ; answer = connection.ask(request)) {
                    if (answer.ok()) {
                        return System.nanoTime() - since;
                    }
                    last = answer.toString();
                    Programs.pause(Duration.ofMillis(2));
                    if (System.nanoTime() - since > START_MAX.toNanos()) {
                        break;
                    }
                }
            } catch (IOException notYet) {
                last = String.valueOf(notYet.getMessage());
                Programs.pause(Duration.ofMillis(2));
            }
        }
        throw new BenchFailure(name() + " served no secret in " + START_MAX.toSeconds() + " s: " + last
                + "; its log ends with:\n" + Programs.lastLines(log()));
    }

    default Connection.Answer ask(String method, String path, String token, String body) {
        try (Connection connection = new Connection(plainPort())) {
            return connection.ask(Load.request(method, path, token, body));
        } catch (IOException broken) {
            throw new BenchFailure(name() + " does not answer " + method + " " + path, broken);
        }
    }

    default Connection.Answer mustAsk(String method, String path, String token, String body) {
        Connection.Answer answer = ask(method, path, token, body);
        if (!answer.ok()) {
            throw new BenchFailure(name() + " answers " + method + " " + path + " with " + answer);
        }
        return answer;
    }
}
