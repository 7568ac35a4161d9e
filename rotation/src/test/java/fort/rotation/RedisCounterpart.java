package fort.rotation;

import fort.rotation.support.Fields;
import fort.rotation.x509.X509Rotator;
import fort.testkit.Parts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A real Redis whose slow log keeps every command.
final class RedisCounterpart extends Counterpart {
    private static final String ADMINISTRATOR = "administrators-own-1";

    private final Path users;
    private final int port = Program.freePort();
    private final Program server;
    private final String version;
    private final AtomicInteger number = new AtomicInteger();

    private final int tlsPort;
    private final String authorities;

    private RedisCounterpart(Path unpacked, boolean tls) {
        Path folder = Program.folder("redis");
        tlsPort = tls ? Program.freePort() : 0;
        authorities = tls ? certificate(folder) : "";
        users = folder.resolve("users.acl");
        Program.write(users, "user default off\nuser fort on #" + hash(ADMINISTRATOR) + " ~* +@all\n");
        String program = unpacked.resolve("usr/bin/redis-server").toString();
        Map<String, String> environment = Map.of("LD_LIBRARY_PATH", Parts.libraries(unpacked));
        version = Program.run(Program.folder("redis-version"), environment, List.of(program, "--version"))
                .replaceFirst("(?s)Redis server v=(\\S+) .*", "Redis $1");
        List<String> command =
                new ArrayList<>(List.of(program, "--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--aclfile", users.toString()));
        command.addAll(List.of("--slowlog-log-slower-than", "0", "--slowlog-max-len", "1000"));
        if (tls) {
            command.addAll(List.of("--tls-port", Integer.toString(tlsPort), "--tls-auth-clients", "no"));
            command.addAll(List.of("--tls-cert-file", "server.pem", "--tls-key-file", "server.key"));
            command.addAll(List.of("--tls-ca-cert-file", "ca.pem"));
        }
        server = Program.start(folder, environment, command).listeningOn(port);
    }

    /// Made by the rotator of certificates.
    private static String certificate(Path folder) {
        LocalAuthority authority = new LocalAuthority();
        Round round = new Round(
                        new X509Rotator(),
                        new Secret(
                                "{\"certificate\":\"\",\"private_key\":\"\",\"chain\":\"\"}",
                                Map.of("names", "127.0.0.1")),
                        new RotationContext.Target("ca", "x509", "", "", null),
                        authority.credential(),
                        new HashSet<>())
                .create()
                .verify();
        Fields made = Fields.parse(round.next(), "a test's value");
        Program.write(folder.resolve("server.pem"), made.required("certificate"));
        Program.write(folder.resolve("server.key"), made.required("private_key"));
        Program.write(folder.resolve("ca.pem"), authority.certificate());
        return authority.certificate();
    }

    static Optional<Counterpart> start() {
        return unpacked().map(folder -> new RedisCounterpart(folder, false));
    }

    static Optional<Counterpart> startWithTls() {
        return unpacked().map(folder -> new RedisCounterpart(folder, true));
    }

    private static Optional<Path> unpacked() {
        return Parts.ofThisProject().debian("redis-server", "usr/bin/redis-server");
    }

    @Override
    String authorities() {
        return authorities;
    }

    @Override
    String version() {
        return version + ", an ACL user with two passwords" + (tlsPort == 0 ? "" : ", TLS");
    }

    @Override
    int port() {
        return tlsPort == 0 ? port : tlsPort;
    }

    @Override
    String address(int port) {
        return "127.0.0.1:" + port;
    }

    @Override
    String administrator() {
        return "{\"username\":\"fort\",\"password\":\"" + ADMINISTRATOR + "\"}";
    }

    @Override
    String wrongAdministrator() {
        return "{\"username\":\"fort\",\"password\":\"administrators-own-2\"}";
    }

    @Override
    Secret fresh() {
        int user = number.incrementAndGet();
        String password = "first-password-" + user;
        ask("ACL SETUSER app" + user + " on #" + hash(password) + " ~fort:rotation:none resetkeys ~app:* +@read");
        // each test is a secret of its own: no fence is left of the one before
        ask("DEL fort:rotation:production/app/redis");
        return new Secret(
                "{\"username\":\"app" + user + "\",\"password\":\"" + password + "\",\"database\":\"0\"}", Map.of());
    }

    @Override
    boolean login(String value) {
        Fields fields = Fields.parse(value.getBytes(StandardCharsets.UTF_8), "a test's value");
        String answer = talk("AUTH " + fields.required("username") + " " + fields.required("password"));
        if (!answer.startsWith("+OK") && !answer.startsWith("-WRONGPASS")) {
            throw new IllegalStateException(answer);
        }
        return answer.startsWith("+OK");
    }

    String savedUsers() {
        try {
            return Files.readString(users);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    String log() {
        return talk("AUTH fort " + ADMINISTRATOR, "SLOWLOG GET 1000") + server.log();
    }

    private void ask(String command) {
        String answer = talk("AUTH fort " + ADMINISTRATOR, command);
        if (answer.contains("-")) {
            throw new IllegalStateException(answer);
        }
    }

    /// Inline commands, as one would type them.
    private String talk(String... commands) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String all = String.join("\r\n", commands) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            in.lines().forEach(line -> answer.append(line).append('\n'));
            return answer.toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String hash(String password) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
