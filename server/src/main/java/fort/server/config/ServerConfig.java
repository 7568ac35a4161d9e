package fort.server.config;

import fort.domain.EnvironmentName;
import fort.domain.SecretType;
import fort.gate.RefusalLimits;
import fort.server.web.AddressRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything a node is told at start. Made by [ConfigFile]; paths are absolute, names canonical, and nothing in it
/// is
/// a secret: secrets are
/// named by the file that holds them.
///
/// @param node this node's name in records and metrics
/// @param folder where what has no folder of its own is kept
/// @param environments all that are declared
/// @param served those that this node opens
/// @param defaultEnvironment where a request that names none goes
/// @param openMetrics whether `/metrics` is shown to everybody
/// @param types of secrets, in place of built-in ones of the same name or beside them
public record ServerConfig(
        String node,
        Path folder,
        List<Listener> listeners,
        List<Environment> environments,
        List<EnvironmentName> served,
        EnvironmentName defaultEnvironment,
        Limits limits,
        Optional<Webhook> alerts,
        List<Channel> channels,
        Optional<Witness> witness,
        List<AddressRange> trustedProxies,
        List<SecretType> types,
        boolean openMetrics) {
    public ServerConfig {
        listeners = List.copyOf(listeners);
        environments = List.copyOf(environments);
        served = List.copyOf(served);
        trustedProxies = List.copyOf(trustedProxies);
        types = List.copyOf(types);
        channels = List.copyOf(channels);
    }

    /// The same with another port for its first listener; a negative one changes nothing.
    public ServerConfig withPort(int port) {
        if (port < 0) {
            return this;
        }
        Listener first = listeners.getFirst();
        List<Listener> others = new java.util.ArrayList<>(listeners);
        others.set(0, new Listener(first.name, first.address, port, first.environment, first.transport));
        return new ServerConfig(
                node,
                folder,
                others,
                environments,
                served,
                defaultEnvironment,
                limits,
                alerts,
                channels,
                witness,
                trustedProxies,
                types,
                openMetrics);
    }

    /// @param environment when present, the only environment that can be reached here, as the root namespace
    public record Listener(
            String name, String address, int port, Optional<EnvironmentName> environment, Transport transport) {}

    /// How a listener's bytes travel.
    public sealed interface Transport {
        /// Plain HTTP; loopback only.
        record Insecure() implements Transport {}

        /// A certificate of the node's own local authority, made at first start.
        record LocalAuthority(boolean tls12) implements Transport {}

        /// @param clientAuthority when present, every client must show a certificate that it signed
        record Files(Path certificate, Path key, Optional<Path> clientAuthority, boolean tls12) implements Transport {}
    }

    public record Environment(EnvironmentName name, Path folder, StoreKind store, SealKind seal) {}

    /// Where an environment's rows are.
    public sealed interface StoreKind {
        /// A file in the environment's folder.
        record Sqlite() implements StoreKind {}

        /// @param url `jdbc:postgresql://host:port/database`
        record Postgresql(String url, String user, Optional<Path> passwordFile) implements StoreKind {}
    }

    /// What opens an environment.
    public sealed interface SealKind {
        /// A file `<environment>.key` in this folder holds the root key: opens by itself, and is exactly as safe as
        /// that file.
        record KeyFile(Path folder) implements SealKind {}

        /// People with shares.
        record Shamir() implements SealKind {}
    }

    /// See [fort.server.web.WebLimits].
    public record Limits(
            int bodyBytesMax,
            int connectionsMax,
            int connectionsPerPeerMax,
            Duration idle,
            Duration request,
            RefusalLimits refusals,
            boolean remoteRootGeneration) {
        public static final Limits DEFAULT = new Limits(
                1024 * 1024, 10_000, 512, Duration.ofSeconds(60), Duration.ofSeconds(60), RefusalLimits.DEFAULT, true);
    }

    /// @param secretFile holds the key of the signature in the `Fort-Signature` header
    /// @param privateAddresses whether the receiver may be on a loopback, link-local or private address
    public record Webhook(String url, Path secretFile, boolean privateAddresses) {}

    /// One receiver of alerts beside [#alerts].
    ///
    /// @param kinds empty: all
    /// @param minimum `info`, `warning` or `critical`
    /// @param secondTo the channel this is the second of, or empty
    /// @param patience how long an alert may stay unacknowledged before a second channel gets it
    /// @param template one line of text with `{places}`; not for webhooks
    public record Channel(
            String name,
            ChannelKind kind,
            List<String> kinds,
            String minimum,
            String secondTo,
            Duration patience,
            String template) {
        public Channel {
            kinds = List.copyOf(kinds);
        }
    }

    /// How a channel reaches its receiver. Addresses of Slack and Teams are secrets themselves, so a file holds them.
    public sealed interface ChannelKind {
        record Hook(Webhook webhook) implements ChannelKind {}

        record Slack(Path urlFile, boolean privateAddresses) implements ChannelKind {}

        record Teams(Path urlFile, boolean privateAddresses) implements ChannelKind {}

        record PagerDuty(String url, Path keyFile, boolean privateAddresses) implements ChannelKind {}

        /// @param transport `starttls`, `tls`, or `none` on a loopback address
        /// @param passwordFile of `user`; absent: no login
        record Mail(
                String host,
                int port,
                String transport,
                String from,
                List<String> to,
                String user,
                Optional<Path> passwordFile)
                implements ChannelKind {
            public Mail {
                to = List.copyOf(to);
            }
        }
    }

    /// @param verifierKey the witness's public key as a C2SP vkey
    /// @param required whether start-up refuses when the witness cannot be asked
    public record Witness(String url, String verifierKey, boolean required) {}
}
