package fort.server;

import fort.audit.WitnessClient;
import fort.audit.Witnesses;
import fort.gate.Fort;
import fort.server.config.PrivateFiles;
import fort.server.config.ServerConfig;
import fort.server.notify.Webhook;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// What the server talks to by itself: witnesses and the receiver of alerts.
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

    static Optional<Notifier> notifier(
            Optional<ServerConfig.Webhook> configured, Fort fort, SecureRandom random, InstantSource clock) {
        return configured.map(alerts -> {
            Webhook webhook = new Webhook(
                    URI.create(alerts.url()),
                    PrivateFiles.readSecret(alerts.secretFile()),
                    alerts.privateAddresses(),
                    (SSLSocketFactory) SSLSocketFactory.getDefault());
            return new Notifier(fort, webhook::deliver, random, clock);
        });
    }
}
