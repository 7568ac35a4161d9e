package fort.cli;

import fort.client.IsolationProver;
import fort.client.IsolationSubject;
import fort.client.Settings;
import fort.wire.Isolation;
import fort.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tries every route with a credential of every other environment, and has the evidence signed by all of them.
@Command(
        name = "prove",
        description = "Try every route with a credential of every other environment; write the signed evidence.")
final class IsolationProve extends FortCommand {
    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            required = true,
            description = "What `fort up --json` printed: address and an administrator's token of each environment.")
    private @Nullable Path tokens;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the signed report goes; must not exist.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        TokensFile given = TokensFile.read(java.util.Objects.requireNonNull(tokens));
        Settings settings = given.settings(Settings.of(surroundings().variables()));
        List<IsolationSubject> subjects = given.subjects();
        Isolation.Report report;
        try (Progress progress = new Progress(surroundings(), "attempts")) {
            report = new IsolationProver(settings, surroundings().clock()).prove(subjects, progress::at);
        } finally {
            subjects.forEach(subject -> subject.token().wipe());
        }
        Path target = file;
        if (target != null) {
            PrivateFiles.create(target, new WireJson().writeIndented(report).getBytes(StandardCharsets.UTF_8));
            output().note("the signed report is in " + target);
        }
        show(report);
        return report.evidence().holds() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private void show(Isolation.Report report) {
        Isolation.Evidence evidence = report.evidence();
        output().show(report, () -> {
            output().fields(
                            "environments",
                            evidence.environments().stream()
                                    .map(Isolation.Subject::name)
                                    .toList(),
                            "routes",
                            evidence.ownRoutes() + " of Fort's API, " + evidence.vaultRoutes() + " of the Vault API",
                            "credentials",
                            evidence.environments().size() + ", each towards each other environment: "
                                    + evidence.pairs() + " pairs",
                            "ways to name another",
                            evidence.variants().size(),
                            "attempts",
                            evidence.attempts(),
                            "refused",
                            evidence.refused(),
                            "answered by their own environment",
                            evidence.contained(),
                            "open to anybody",
                            evidence.open(),
                            "with a receipt of a log",
                            evidence.recorded(),
                            "statuses",
                            evidence.statuses().entrySet().stream()
                                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                                    .collect(Collectors.joining(", ")),
                            "records",
                            evidence.environments().stream()
                                    .map(subject -> subject.name() + " " + subject.recordsBefore() + " -> "
                                            + subject.recordsAfter())
                                    .collect(Collectors.joining(", ")),
                            "signed by",
                            report.signatures().stream()
                                    .map(Isolation.Signed::environment)
                                    .toList(),
                            "breaches",
                            evidence.breaches().size());
            evidence.breaches().forEach(breach -> output().note("BREACH: " + breach));
        });
    }
}
