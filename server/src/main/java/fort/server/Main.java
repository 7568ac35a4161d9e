package fort.server;

import fort.domain.Fault;
import fort.server.config.ConfigFile;
import fort.server.config.ConfigTemplate;
import fort.server.config.Problem;
import fort.server.config.ServerConfig;
import fort.server.log.PlatformLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// The server's program: `server`, `up`, `down`, `witness`, `config`. Exit codes: 0 done, 1 failed, 2 wrong usage.
public final class Main {
    private static final String USAGE = """
            fort server --config FILE [--port PORT] | --print-config
            fort up [--detach] [--json] [--dir DIR] [--port PORT] [--environments a,b,c]
                    [--store sqlite|postgresql --postgres-url URL] [--insecure-http]
            fort down --dir DIR
            fort witness --state DIR [--listen ADDRESS:PORT] [--name NAME] --log VKEY...
            fort config check FILE | init
            """;

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(arguments, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        // Beside the start, which it would hold up: the platform's log looks through every jar. Libraries speak
        // later.
        Thread.ofPlatform().name("fort-platform-log").start(PlatformLog::redirect);
        try {
            return switch (arguments.length == 0 ? "" : arguments[0]) {
                case "server" -> server(Options.parse(arguments, "--config", "--port", "--print-config!"), out);
                case "up" -> Up.run(Options.parse(arguments, Up.OPTIONS), out, err);
                case "down" -> Down.run(Options.parse(arguments, "--dir"), err);
                case "witness" -> WitnessServer.run(Options.parse(arguments, WitnessServer.OPTIONS), out);
                case "config" -> config(arguments, out, err);
                case "train" -> train(arguments, out);
                default -> throw new Options.WrongUsage("");
            };
        } catch (Options.WrongUsage e) {
            err.print(
                    "fort: " + e.getMessage() + (String.valueOf(e.getMessage()).isEmpty() ? "" : "\n") + USAGE);
            return 2;
        } catch (Fault e) {
            err.println("fort: " + e.getMessage());
            if (!e.detail().isEmpty() && !e.detail().equals(e.getMessage())) {
                err.println("  (" + e.code() + ": " + e.detail() + ")");
            }
            return 1;
        } catch (IOException e) {
            err.println("fort: " + e.getMessage());
            return 1;
        }
    }

    private static int train(String[] arguments, PrintStream out) throws IOException {
        if (arguments.length != 2) {
            throw new Options.WrongUsage("train FOLDER");
        }
        return Training.run(Path.of(arguments[1]), out);
    }

    private static int server(Options options, PrintStream out) {
        if (options.has("--print-config")) {
            out.print(ConfigTemplate.text());
            return 0;
        }
        ServerConfig config = ConfigFile.load(Path.of(options.required("--config")));
        Foreground.serve(config.withPort(options.number("--port", -1)), running -> {});
        return 0;
    }

    /// Returns when the process is told to end. The process itself ends when [#main] does, or after 25 s.
    static void awaitEnd() {
        CountDownLatch ended = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            ended.countDown();
                            try {
                                main.join(java.time.Duration.ofSeconds(25));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "fort-end"));
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int config(String[] arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.length == 2 && arguments[1].equals("init")) {
            out.print(ConfigTemplate.text());
            return 0;
        }
        if (arguments.length != 3 || !arguments[1].equals("check")) {
            throw new Options.WrongUsage("config check FILE, or config init");
        }
        Path file = Path.of(arguments[2]);
        if (!Files.isReadable(file)) {
            throw new Options.WrongUsage("the file cannot be read: " + file);
        }
        ConfigFile.Checked checked = ConfigFile.check(file);
        for (Problem problem : checked.problems()) {
            err.println(file + ": " + problem);
        }
        if (checked.problems().isEmpty()) {
            out.println(file + ": no problem");
        }
        return checked.problems().isEmpty() ? 0 : 1;
    }
}
