package fort.server;

import fort.audit.WitnessClient;
import fort.audit.Witnesses;
import fort.domain.Fault;
import fort.gate.Fort;
import fort.server.config.PrivateFiles;
import fort.server.config.ServerConfig;
import fort.server.notify.Channel;
import fort.server.notify.Mail;
import fort.server.notify.Sender;
import fort.server.notify.Senders;
import fort.server.notify.Severity;
import fort.server.notify.Template;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// What the server talks to by itself: witnesses and who hears of alerts.
final class Outside {
    private Outside() {}

    static Witnesses witnesses(Optional<ServerConfig.Witness> configured) {
        return configured
                .map(witness -> {
                    List<WitnessClient> clients =
                            List.of(new HttpWitness(URI.create(witness.url()), witness.verifierKey()));
                    return new Witnesses(clients, witness.required() ? 1 : 0);
                })
                .orElse(Witnesses.NONE);
    }

    /// @return nothing when nobody is to be told
    static Optional<Notifier> notifier(
            ServerConfig config, Fort fort, Undelivered undelivered, SecureRandom random, InstantSource clock) {
        List<Channel> channels = new ArrayList<>();
        config.alerts()
                .ifPresent(hook -> channels.add(
                        new Channel("alerts", List.of(), Severity.INFO, "", Duration.ZERO, webhook(hook))));
        config.channels().forEach(channel -> channels.add(channel(channel)));
        return channels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Notifier(fort, channels, undelivered, random, clock));
    }

    private static Channel channel(ServerConfig.Channel channel) {
        return new Channel(
                channel.name(),
                channel.kinds(),
                Severity.valueOf(channel.minimum().toUpperCase(Locale.ROOT)),
                channel.secondTo(),
                channel.patience(),
                sender(channel.kind(), new Template(channel.template())));
    }

    private static Sender sender(ServerConfig.ChannelKind kind, Template template) {
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return switch (kind) {
            case ServerConfig.ChannelKind.Hook(ServerConfig.Webhook hook) -> webhook(hook);
            case ServerConfig.ChannelKind.Slack(Path file, boolean privately) ->
                Senders.slack(address(file), template, privately, tls);
            case ServerConfig.ChannelKind.Teams(Path file, boolean privately) ->
                Senders.teams(address(file), template, privately, tls);
            case ServerConfig.ChannelKind.PagerDuty(String url, Path file, boolean privately) ->
                Senders.pagerDuty(URI.create(url), PrivateFiles.readSecret(file), template, privately, tls);
            case ServerConfig.ChannelKind.Mail mail ->
                new Mail(
                        mail.host(),
                        mail.port(),
                        mail.transport(),
                        mail.user(),
                        mail.passwordFile().map(PrivateFiles::readSecret).orElseGet(() -> new byte[0]),
                        mail.from(),
                        mail.to(),
                        template);
        };
    }

    private static Sender webhook(ServerConfig.Webhook hook) {
        return Senders.webhook(
                URI.create(hook.url()),
                PrivateFiles.readSecret(hook.secretFile()),
                hook.privateAddresses(),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static URI address(Path file) {
        String text = new String(PrivateFiles.readSecret(file), StandardCharsets.US_ASCII).strip();
        if (!text.startsWith("https://") && !text.startsWith("http://")) {
            throw new Fault(Fault.Code.CONFIGURATION, "the file holds no https:// address", file.toString());
        }
        return URI.create(text);
    }
}
