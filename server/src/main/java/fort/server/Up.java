package fort.server;

import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.InvalidName;
import fort.server.config.ConfigFile;
import fort.server.config.Loopback;
import fort.server.config.PrivateFiles;
import fort.server.config.ServerConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// `fort up`: a whole fort on this machine by one command. The first run writes a configuration into the folder and
/// makes the environments; each
/// later run starts the same fort again. Either way the operator gets a one-hour administrator token for each
/// environment, by proof that he can
/// read its key file (see [LocalDoor]).
final class Up {
    static final String[] OPTIONS = {
        "--detach!",
        "--json!",
        "--dir",
        "--port",
        "--address",
        "--environments",
        "--store",
        "--postgres-url",
        "--insecure-http!"
    };
    static final String CONFIG = "fort.toml";

    private Up() {}

    /// One environment's token, to be shown once.
    record Ready(EnvironmentName environment, String token) {}

    static Path folder(Options options) {
        Path standard = Path.of(System.getProperty("user.home"), ".fort");
        return Path.of(options.text("--dir", standard.toString()))
                .toAbsolutePath()
                .normalize();
    }

    static int run(Options options, PrintStream out, PrintStream err) throws IOException {
        Path folder = folder(options);
        Path file = folder.resolve(CONFIG);
        if (!Files.exists(file)) {
            PrivateFiles.createFolder(folder);
            PrivateFiles.write(file, configuration(options, folder).getBytes(StandardCharsets.UTF_8));
        }
        ServerConfig config = ConfigFile.load(file).withPort(options.number("--port", -1));
        refuseOtherTransport(options, config);
        if (options.has("--detach")) {
            Running running = Running.find(config.folder()).isPresent()
                    ? Running.find(config.folder()).orElseThrow()
                    : Detached.start(folder, file, config);
            report(options, running, ready(config), out);
            return 0;
        }
        if (Running.find(config.folder()).isPresent()) {
            report(options, Running.find(config.folder()).orElseThrow(), ready(config), out);
            err.println("fort: it is running already; `fort down` stops it");
            return 0;
        }
        Foreground.serve(config, running -> report(options, running, ready(config), out));
        return 0;
    }

    private static void refuseOtherTransport(Options options, ServerConfig config) {
        boolean insecure = config.listeners().getFirst().transport() instanceof ServerConfig.Transport.Insecure;
        if (options.has("--insecure-http") && !insecure) {
            throw new Fault(
                    Fault.Code.CONFIGURATION,
                    "this fort was made with TLS; to change that, edit " + CONFIG + " in its folder",
                    "--insecure-http");
        }
    }

    /// Initialises what is new, and asks for a token in each environment that this machine can prove its key of.
    static List<Ready> ready(ServerConfig config) {
        List<Ready> ready = new ArrayList<>();
        try (LocalOperator operator = new LocalOperator(config.folder())) {
            for (ServerConfig.Environment environment : config.environments()) {
                if (config.served().contains(environment.name())
                        && environment.seal() instanceof ServerConfig.SealKind.KeyFile) {
                    operator.initialise(environment);
                    ready.add(new Ready(environment.name(), operator.administratorToken(environment)));
                }
            }
        } catch (IOException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "the running server does not answer on its local socket", e);
        }
        return ready;
    }

    private static void report(Options options, Running running, List<Ready> ready, PrintStream out) {
        out.println(options.has("--json") ? UpReport.json(running, ready) : UpReport.text(running, ready));
        out.flush();
    }

    private static String configuration(Options options, Path folder) {
        String address = options.text("--address", "127.0.0.1");
        boolean insecure = options.has("--insecure-http");
        if (insecure && !Loopback.is(address)) {
            throw new Options.WrongUsage("--insecure-http is refused on any address but loopback");
        }
        List<EnvironmentName> names = environments(options);
        StringBuilder text = new StringBuilder("# Made by `fort up`. What else can stand here: fort config init\n");
        text.append("node = \"fort\"\nfolder = \".\"\ndefault_environment = \"")
                .append(names.getFirst())
                .append("\"\n\n[[listener]]\naddress = \"")
                .append(address)
                .append("\"\nport = ")
                .append(options.number("--port", 8200))
                .append(insecure ? "\ninsecure_http = true\n" : "\n");
        String store = options.text("--store", "sqlite");
        switch (store) {
            case "sqlite" -> names.forEach(name -> text.append("\n[[environment]]\nname = \"" + name + "\"\n"));
            case "postgresql" ->
                text.append(new PostgresSetup(options.required("--postgres-url"), new SecureRandom())
                        .prepare(names, folder));
            default -> throw new Options.WrongUsage("--store is sqlite or postgresql");
        }
        return text.toString();
    }

    private static List<EnvironmentName> environments(Options options) {
        List<EnvironmentName> names = new ArrayList<>();
        for (String name :
                options.text("--environments", "development,staging,production").split(",")) {
            try {
                names.add(new EnvironmentName(name));
            } catch (InvalidName e) {
                throw new Options.WrongUsage("--environments: " + e.getMessage());
            }
        }
        return names;
    }
}
