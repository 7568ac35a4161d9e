package fort.server.config;

import fort.server.notify.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The `[[channel]]` tables: who hears of alerts.
final class ChannelSections {
    /// More receivers than anyone needs.
    static final int CHANNELS_MAX = 32;

    /// Where PagerDuty takes events.
    static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

    private static final List<String> KINDS = List.of("webhook", "slack", "teams", "pagerduty", "smtp");
    private final Path base;

    ChannelSections(Path base) {
        this.base = base;
    }

    List<ServerConfig.Channel> read(Section root) {
        List<ServerConfig.Channel> channels = new ArrayList<>();
        if (!root.has("channel")) {
            return channels;
        }
        List<Section> sections = root.sections("channel");
        for (Section section : sections) {
            channels.add(channel(section));
        }
        if (channels.size() > CHANNELS_MAX) {
            root.report(root.line("channel"), "there are at most " + CHANNELS_MAX + " channels");
        }
        for (int i = 0; i < channels.size(); i++) {
            relate(sections.get(i), channels.get(i), channels);
        }
        return channels;
    }

    private static void relate(Section section, ServerConfig.Channel channel, List<ServerConfig.Channel> all) {
        long same =
                all.stream().filter(one -> one.name().equals(channel.name())).count();
        if (same > 1 || channel.name().equals("alerts")) {
            section.report(section.line("name"), "each channel has a `name` of its own, and none is called alerts");
        }
        Set<String> first = all.stream()
                .filter(one -> one.secondTo().isEmpty())
                .map(ServerConfig.Channel::name)
                .collect(Collectors.toSet());
        if (!channel.secondTo().isEmpty()
                && !channel.secondTo().equals("alerts")
                && !first.contains(channel.secondTo())) {
            section.report(
                    section.line("second_to"), "`second_to` names a channel that is not second to another one itself");
        }
    }

    private ServerConfig.Channel channel(Section section) {
        String name = section.requiredText("name");
        String template = section.text("template", Template.DEFAULT);
        if (!Template.unknown(template).isEmpty()) {
            section.report(
                    section.line("template"),
                    "`template` has no place " + String.join(", ", Template.unknown(template)) + "; there are "
                            + Template.NAMES.stream().sorted().collect(Collectors.joining(", ")));
        }
        ServerConfig.Channel channel = new ServerConfig.Channel(
                name,
                kind(section),
                section.texts("kinds"),
                section.choice("severity", "info", List.of("info", "warning", "critical")),
                section.text("second_to", ""),
                Duration.ofMinutes(section.whole("after_minutes", 15, 1, 10_080)),
                template);
        section.close();
        return channel;
    }

    private ServerConfig.ChannelKind kind(Section section) {
        boolean privateAddresses = section.flag("private_addresses", false);
        return switch (section.choice("kind", "webhook", KINDS)) {
            case "slack" -> new ServerConfig.ChannelKind.Slack(file(section, "url_file"), privateAddresses);
            case "teams" -> new ServerConfig.ChannelKind.Teams(file(section, "url_file"), privateAddresses);
            case "pagerduty" -> {
                String url = section.text("url", PAGERDUTY);
                ConfigFile.requireWebAddress(section, "url", url);
                yield new ServerConfig.ChannelKind.PagerDuty(url, file(section, "key_file"), privateAddresses);
            }
            case "smtp" -> mail(section);
            default -> {
                String url = section.requiredText("url");
                ConfigFile.requireWebAddress(section, "url", url);
                yield new ServerConfig.ChannelKind.Hook(
                        new ServerConfig.Webhook(url, file(section, "secret_file"), privateAddresses));
            }
        };
    }

    private ServerConfig.ChannelKind mail(Section section) {
        String host = section.requiredText("host");
        String transport = section.choice("transport", "starttls", List.of("starttls", "tls", "none"));
        if (transport.equals("none") && !Loopback.is(host)) {
            section.report(section.line("transport"), "`transport` none is allowed to a loopback address only");
        }
        List<String> to = section.texts("to");
        if (to.isEmpty()) {
            section.report(section.line("to"), "`to` names at least one address");
        }
        String user = section.text("user", "");
        Optional<Path> password =
                section.has("password_file") ? Optional.of(file(section, "password_file")) : Optional.empty();
        if (user.isEmpty() == password.isPresent()) {
            section.report(section.line("user"), "`user` and `password_file` go together");
        }
        return new ServerConfig.ChannelKind.Mail(
                host,
                section.whole("port", transport.equals("tls") ? 465 : 587, 1, 65_535),
                transport,
                section.requiredText("from"),
                to,
                user,
                password);
    }

    private Path file(Section section, String key) {
        return base.resolve(section.requiredText(key)).toAbsolutePath().normalize();
    }
}
