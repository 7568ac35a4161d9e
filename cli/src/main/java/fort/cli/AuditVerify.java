package fort.cli;

import fort.client.FortClient;
import fort.client.KnownCheckpoint;
import fort.client.LogReport;
import fort.client.LogSource;
import fort.client.LogVerifier;
import fort.wire.Audit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Check the whole log here, from its sealed records up, without trusting the server.
@Command(
        name = "verify",
        description = "Check the whole log here, from its sealed records up, without trusting the server.",
        footer = {
            "Exit code 7 when the log is not sound. The checkpoint is remembered in ~/.fort/logs,",
            "so that a later roll-back or fork is found."
        })
final class AuditVerify extends ClientCommand {
    @Option(names = "--dir", paramLabel = "DIR", description = "An exported log, not the server.")
    private @Nullable Path folder;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The log's verifier key, and those of witnesses; may be repeated.")
    private List<String> keys = List.of();

    @Option(names = "--server", description = "Let the server check itself instead, from its stored bytes up.")
    private boolean byServer;

    @Option(
            names = "--kept",
            paramLabel = "FILE",
            description = "A checkpoint of the log that was kept elsewhere: the log must still hold it.")
    private @Nullable Path kept;

    @Option(names = "--forget", description = "Do not compare with the log seen before, and start anew.")
    private boolean forget;

    @Override
    int run(FortClient client) {
        if (byServer) {
            Audit.Verification verification = client.audit().verify();
            output().show(
                            verification,
                            () -> verification.problems().forEach(problem -> output().line("NOT SOUND: " + problem)));
            return verification.valid() ? ExitCode.OK : ExitCode.NOT_SOUND;
        }
        Path exported = folder;
        LogSource source = exported == null ? LogSource.server(client.audit()) : LogSource.folder(exported);
        List<String> verifierKeys = keys.isEmpty() ? keys(client) : keys;
        SeenLogs seen = new SeenLogs(surroundings().home());
        SeenLogs.Seen before = forget ? null : seen.find(SeenLogs.origin(verifierKeys));
        List<KnownCheckpoint> known = new ArrayList<>();
        if (before != null) {
            known.add(before.checkpoint());
        }
        if (kept != null) {
            known.add(kept(kept, verifierKeys));
        }
        LogReport report;
        try (Progress progress = new Progress(surroundings(), "records")) {
            report = new LogVerifier(source, verifierKeys, known, progress::at).verify();
        }
        List<String> problems = new ArrayList<>(report.problems());
        if (before != null && !verifierKeys.contains(before.key())) {
            problems.addFirst("the log's key is not the one seen before: " + before.key());
        }
        if (problems.isEmpty()) {
            seen.put(new KnownCheckpoint(report.origin(), report.size(), report.root()), verifierKeys);
        }
        return tell(report, problems, before);
    }

    private KnownCheckpoint kept(Path file, List<String> verifierKeys) {
        try {
            return KnownCheckpoint.of(new Inputs(surroundings()).file(file), verifierKeys);
        } catch (IllegalArgumentException e) {
            throw new Misuse(file + ": " + e.getMessage());
        }
    }

    private List<String> keys(FortClient client) {
        Path exported = folder;
        if (exported == null) {
            return client.audit().keys().verifierKeys();
        }
        byte[] file = new Inputs(surroundings()).file(exported.resolve("keys"));
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private int tell(LogReport report, List<String> problems, SeenLogs.@Nullable Seen before) {
        LogReport whole = new LogReport(report.origin(), report.size(), report.root(), report.witnesses(), problems);
        output().show(whole, () -> {
            output().fields(
                            "log", report.origin(),
                            "records", report.size(),
                            "root", report.rootText(),
                            "witnesses", report.witnesses(),
                            "seen before",
                                    before == null ? "no" : before.checkpoint().size() + " records");
            problems.forEach(problem -> output().line("NOT SOUND: " + problem));
            if (problems.isEmpty()) {
                output().line("sound: every record, tile and hash was computed here");
            }
        });
        return problems.isEmpty() ? ExitCode.OK : ExitCode.NOT_SOUND;
    }
}
