package fort.cli;

import fort.client.FortClient;
import fort.wire.Isolation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Try every route with every foreign credential, and get the signed report.
@Command(name = "prove", description = "Try every route with every foreign credential, and get the signed report.")
final class IsolationProve extends ClientCommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the signed report goes; must not exist.")
    private @Nullable Path file;

    @Option(names = "--timeout-seconds", paramLabel = "N", description = "How long to wait for the end.")
    private long timeoutSeconds = 600;

    @Override
    int run(FortClient client) {
        Isolation.Proof proof = waitFor(client, client.isolation().prove());
        String report = proof.report();
        Path target = file;
        if (target != null && report != null) {
            PrivateFiles.create(target, report.getBytes(StandardCharsets.UTF_8));
            output().note("the signed report is in " + target);
        }
        return IsolationText.show(output(), proof);
    }

    private Isolation.Proof waitFor(FortClient client, Isolation.Proof started) {
        Isolation.Proof proof = started;
        Instant end = surroundings().clock().instant().plusSeconds(timeoutSeconds);
        try (Progress progress = new Progress(surroundings(), "attempts")) {
            while (proof.state().equals("running")
                    && surroundings().clock().instant().isBefore(end)) {
                progress.at(proof.attempts());
                surroundings().pause().during(Duration.ofMillis(200));
                proof = client.isolation().read(proof.id());
            }
        }
        return proof;
    }
}
