package fort.server.config;

import fort.audit.InvalidNote;
import fort.audit.VerifierKey;
import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.InvalidName;
import fort.gate.RefusalLimits;
import fort.server.web.AddressRange;
import fort.server.web.WebLimits;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the configuration file into a [ServerConfig], or says everything that is wrong with it at once.
public final class ConfigFile {
    private static final int SECONDS_MAX = 3600;
    private final Path base;
    private final List<Problem> problems = new ArrayList<>();

    private ConfigFile(Path base) {
        this.base = base;
    }

    /// @param config absent when there are problems
    public record Checked(Optional<ServerConfig> config, List<Problem> problems) {}

    /// @throws Fault with code CONFIGURATION and all problems in its message
    public static ServerConfig load(Path file) {
        Checked checked = check(file);
        return checked.config()
                .orElseThrow(() -> new Fault(
                        Fault.Code.CONFIGURATION,
                        checked.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")),
                        file.toString()));
    }

    public static Checked check(Path file) {
        try {
            Path absolute = file.toAbsolutePath().normalize();
            Path parent = absolute.getParent();
            return check(Files.readString(absolute), parent == null ? absolute : parent);
        } catch (CharacterCodingException e) {
            return new Checked(Optional.empty(), List.of(new Problem(0, "the file is not text in UTF-8")));
        } catch (IOException e) {
            return new Checked(Optional.empty(), List.of(new Problem(0, "the file cannot be read: " + file)));
        }
    }

    /// @param base what relative paths in the file are relative to
    public static Checked check(String text, Path base) {
        ConfigFile reader = new ConfigFile(base);
        Toml.Table root;
        try {
            root = TomlParser.parse(text);
        } catch (TomlParser.TomlException e) {
            return new Checked(Optional.empty(), List.of(new Problem(e.line, String.valueOf(e.getMessage()))));
        }
        ServerConfig config = reader.read(new Section(root, "", reader.problems));
        Collections.sort(reader.problems);
        return new Checked(
                reader.problems.isEmpty() ? Optional.of(config) : Optional.empty(), List.copyOf(reader.problems));
    }

    private ServerConfig read(Section root) {
        String node = root.text("node", "fort");
        if (!isPlainName(node)) {
            root.report(root.line("node"), "`node` must be 1 to 63 letters, digits, `.`, `_` and `-`");
        }
        Path folder = path(root, "folder", base, root.requiredText("folder"));
        List<ServerConfig.Environment> environments = environments(root, folder);
        List<ServerConfig.Listener> listeners = new ArrayList<>();
        for (Section section : root.sections("listener")) {
            ServerConfig.Listener listener = listener(section, environments);
            requireFreePort(section, listener, listeners);
            listeners.add(listener);
        }
        if (!root.has("listener")) {
            root.report(0, "no listener is declared; write a [[listener]]");
        }
        List<EnvironmentName> served = served(root, environments);
        EnvironmentName standard = declared(root, "default_environment", served.getFirst(), environments);
        boolean isDeclared = environments.stream().anyMatch(one -> one.name().equals(standard));
        if (isDeclared && !served.contains(standard)) {
            root.report(
                    root.line("default_environment"),
                    "`default_environment` is not one that this node serves; see `serve`");
        }
        ServerConfig config = new ServerConfig(
                node,
                folder,
                listeners,
                environments,
                served,
                standard,
                limits(root.section("limits")),
                root.has("alerts") ? Optional.of(webhook(root.section("alerts"))) : Optional.empty(),
                new ChannelSections(base).read(root),
                root.has("witness") ? Optional.of(witness(root.section("witness"))) : Optional.empty(),
                proxies(root),
                TypeSections.read(root.sections("type")),
                root.flag("open_metrics", false));
        root.close();
        return config;
    }

    private List<ServerConfig.Environment> environments(Section root, Path folder) {
        Distinct distinct = new Distinct();
        List<ServerConfig.Environment> environments = new ArrayList<>();
        for (Section section : root.sections("environment")) {
            ServerConfig.Environment environment = environment(section, folder);
            environments.add(environment);
            distinct.add(environment, section);
        }
        if (!root.has("environment")) {
            root.report(0, "no environment is declared; write one [[environment]] for each");
        }
        if (environments.isEmpty()) {
            environments.add(missing(folder));
        }
        return environments;
    }

    private static void requireFreePort(
            Section section, ServerConfig.Listener listener, List<ServerConfig.Listener> others) {
        if (listener.port() != 0
                && others.stream()
                        .anyMatch(other -> other.port() == listener.port()
                                && other.address().equals(listener.address()))) {
            section.report(
                    section.line("port"),
                    "`port` " + listener.port() + " is taken by the listener above; give each a port of its own");
        }
    }

    private static ServerConfig.Environment missing(Path folder) {
        return new ServerConfig.Environment(
                new EnvironmentName("development"),
                folder,
                new ServerConfig.StoreKind.Sqlite(),
                new ServerConfig.SealKind.Shamir());
    }

    private ServerConfig.Environment environment(Section section, Path folder) {
        EnvironmentName name = name(section, "name", section.requiredText("name"));
        Path own = path(section, "folder", folder, section.text("folder", name.value()));
        ServerConfig.StoreKind store = store(section.section("store"));
        ServerConfig.SealKind seal = seal(section.section("seal"), own);
        section.close();
        return new ServerConfig.Environment(name, own, store, seal);
    }

    private ServerConfig.StoreKind store(Section section) {
        String kind = section.choice("kind", "sqlite", List.of("sqlite", "postgresql"));
        ServerConfig.StoreKind store = new ServerConfig.StoreKind.Sqlite();
        if (kind.equals("postgresql")) {
            String url = section.requiredText("url");
            if (!url.startsWith("jdbc:postgresql:")) {
                section.report(section.line("url"), "`url` must start with jdbc:postgresql:");
            }
            store = new ServerConfig.StoreKind.Postgresql(
                    url, section.requiredText("user"), optionalPath(section, "password_file"));
        }
        section.close();
        return store;
    }

    private ServerConfig.SealKind seal(Section section, Path own) {
        String kind = section.choice("kind", "keyfile", List.of("keyfile", "shamir"));
        ServerConfig.SealKind seal = kind.equals("keyfile")
                ? new ServerConfig.SealKind.KeyFile(path(section, "key_folder", own, section.text("key_folder", ".")))
                : new ServerConfig.SealKind.Shamir();
        section.close();
        return seal;
    }

    private ServerConfig.Listener listener(Section section, List<ServerConfig.Environment> environments) {
        String address = section.text("address", "127.0.0.1");
        if (!address.matches("[A-Za-z0-9][A-Za-z0-9.-]*|[0-9A-Fa-f:.]+")) {
            section.report(section.line("address"), "`address` must be a numeric address or a host's name");
        }
        Optional<EnvironmentName> only = Optional.empty();
        if (section.has("environment")) {
            only = Optional.of(
                    declared(section, "environment", environments.getFirst().name(), environments));
        }
        ServerConfig.Listener listener = new ServerConfig.Listener(
                section.text("name", "main"),
                address,
                section.whole("port", 8200, 0, 65535),
                only,
                transport(section, address));
        section.close();
        return listener;
    }

    private ServerConfig.Transport transport(Section section, String address) {
        boolean insecure = section.flag("insecure_http", false);
        if (insecure && section.has("tls")) {
            section.report(section.line("insecure_http"), "`insecure_http` and [listener.tls] exclude each other");
        }
        if (insecure && !Loopback.is(address)) {
            section.report(section.line("insecure_http"), "`insecure_http` is allowed on a loopback address only");
        }
        ServerConfig.Transport tls = tls(section.section("tls"));
        return insecure ? new ServerConfig.Transport.Insecure() : tls;
    }

    private ServerConfig.Transport tls(Section section) {
        boolean tls12 = section.choice("minimum", "1.3", List.of("1.3", "1.2")).equals("1.2");
        Optional<Path> certificate = optionalPath(section, "certificate_file");
        Optional<Path> key = optionalPath(section, "key_file");
        Optional<Path> clients = optionalPath(section, "client_ca_file");
        requireReadable(section, "certificate_file", certificate);
        requireReadable(section, "key_file", key);
        requireReadable(section, "client_ca_file", clients);
        if (certificate.isPresent() != key.isPresent()) {
            section.report(section.line(), "`certificate_file` and `key_file` go together");
        }
        if (clients.isPresent() && certificate.isEmpty()) {
            section.report(section.line(), "`client_ca_file` needs `certificate_file` and `key_file`");
        }
        section.close();
        return certificate.isPresent() && key.isPresent()
                ? new ServerConfig.Transport.Files(certificate.get(), key.get(), clients, tls12)
                : new ServerConfig.Transport.LocalAuthority(tls12);
    }

    private List<EnvironmentName> served(Section root, List<ServerConfig.Environment> environments) {
        boolean chosen = root.has("serve");
        List<EnvironmentName> served = new ArrayList<>();
        for (String text : root.texts("serve")) {
            EnvironmentName name = name(root, "serve", text);
            if (environments.stream().noneMatch(e -> e.name().equals(name))) {
                root.report(
                        root.line("serve"),
                        "`serve` names `" + text + "`, which is not declared as an [[environment]]");
            } else {
                served.add(name);
            }
        }
        if (chosen && root.texts("serve").isEmpty()) {
            root.report(root.line("serve"), "`serve` is empty; name an environment, or leave the key out for all");
        }
        return served.isEmpty()
                ? environments.stream().map(ServerConfig.Environment::name).toList()
                : served;
    }

    private EnvironmentName declared(
            Section section, String key, EnvironmentName otherwise, List<ServerConfig.Environment> environments) {
        EnvironmentName name = name(section, key, section.text(key, otherwise.value()));
        if (environments.stream().noneMatch(e -> e.name().equals(name))) {
            section.report(
                    section.line(key),
                    "`" + key + "` names `" + name + "`, which is not declared as an [[environment]]");
        }
        return name;
    }

    private EnvironmentName name(Section section, String key, String text) {
        try {
            return new EnvironmentName(text);
        } catch (InvalidName e) {
            if (section.has(key)) { // when not, that is told already
                section.report(section.line(key), "`" + key + "`: " + e.getMessage());
            }
            return new EnvironmentName("invalid");
        }
    }

    private ServerConfig.Limits limits(Section section) {
        ServerConfig.Limits standard = ServerConfig.Limits.DEFAULT;
        ServerConfig.Limits limits = new ServerConfig.Limits(
                section.whole("body_bytes", standard.bodyBytesMax(), 1024, WebLimits.BODY_BYTES_HARD),
                section.whole("connections", standard.connectionsMax(), 1, 1_000_000),
                section.whole("connections_per_peer", standard.connectionsPerPeerMax(), 1, 1_000_000),
                Duration.ofSeconds(section.whole("idle_seconds", 60, 1, SECONDS_MAX)),
                Duration.ofSeconds(section.whole("request_seconds", 60, 1, SECONDS_MAX)),
                new RefusalLimits(
                        section.whole("refusals_per_second", RefusalLimits.DEFAULT.perSecond(), 0, 1_000_000),
                        section.whole("refusals_burst", RefusalLimits.DEFAULT.burst(), 1, 1_000_000),
                        section.whole(
                                "refusals_loopback_per_second",
                                RefusalLimits.DEFAULT.loopbackPerSecond(),
                                0,
                                1_000_000)),
                section.flag("remote_root_generation", true));
        section.close();
        return limits;
    }

    private ServerConfig.Webhook webhook(Section section) {
        String url = section.requiredText("webhook_url");
        requireWebAddress(section, "webhook_url", url);
        Path secret = path(section, "webhook_secret_file", base, section.requiredText("webhook_secret_file"));
        if (section.has("webhook_secret_file")) {
            requireReadable(section, "webhook_secret_file", Optional.of(secret));
        }
        ServerConfig.Webhook webhook = new ServerConfig.Webhook(url, secret, section.flag("private_addresses", false));
        section.close();
        return webhook;
    }

    private ServerConfig.Witness witness(Section section) {
        String url = section.requiredText("url");
        requireWebAddress(section, "url", url);
        String key = section.requiredText("verifier_key");
        if (section.has("verifier_key")) {
            requireWitnessKey(section, key);
        }
        ServerConfig.Witness witness = new ServerConfig.Witness(url, key, section.flag("required", false));
        section.close();
        return witness;
    }

    private static void requireWitnessKey(Section section, String text) {
        String reason = "it is the key of a log, not of a witness";
        try {
            if (VerifierKey.parse(text).type() == VerifierKey.COSIGNATURE) {
                return;
            }
        } catch (InvalidNote e) {
            reason = String.valueOf(e.getMessage());
        }
        section.report(
                section.line("verifier_key"),
                "`verifier_key` must be what `fort witness` prints after its address, name+hash+key: " + reason);
    }

    private static void requireReadable(Section section, String key, Optional<Path> file) {
        if (file.isPresent() && !Files.isReadable(file.get())) {
            section.report(section.line(key), "`" + key + "` names a file that cannot be read: " + file.get());
        }
    }

    static void requireWebAddress(Section section, String key, String url) {
        if (section.has(key) && !isWebAddress(url)) {
            section.report(section.line(key), "`" + key + "` must be a web address, such as https://host:port/path");
        }
    }

    private static boolean isWebAddress(String url) {
        try {
            URI address = new URI(url);
            return List.of("https", "http").contains(String.valueOf(address.getScheme())) && address.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private List<AddressRange> proxies(Section root) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : root.texts("trusted_proxies")) {
            try {
                ranges.add(AddressRange.parse(text));
            } catch (IllegalArgumentException e) {
                root.report(
                        root.line("trusted_proxies"),
                        "`trusted_proxies` must hold numeric addresses or ranges such as 10.0.0.0/8");
            }
        }
        return ranges;
    }

    private Optional<Path> optionalPath(Section section, String key) {
        String text = section.text(key, "");
        return text.isEmpty() ? Optional.empty() : Optional.of(path(section, key, base, text));
    }

    private static Path path(Section section, String key, Path base, String text) {
        try {
            return base.resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            section.report(section.line(key), "`" + key + "` cannot be a path on this machine: " + e.getReason());
            return base;
        }
    }

    private static boolean isPlainName(String text) {
        return !text.isEmpty()
                && text.length() <= 63
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0));
    }
}
