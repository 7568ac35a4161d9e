package fort.cli;

import fort.client.FortClient;
import fort.wire.Limits;
import fort.wire.SecretText;
import fort.wire.Secrets;
import fort.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends what was read to the server, in parts, and tells what became of each.
final class Import {
    private final Surroundings surroundings;
    private final FortClient client;
    private final Output output;
    private final @Nullable String mount;
    private final String onConflict;
    private final boolean dryRun;

    Import(
            Surroundings surroundings,
            FortClient client,
            Output output,
            @Nullable String mount,
            String onConflict,
            boolean dryRun) {
        this.surroundings = surroundings;
        this.client = client;
        this.output = output;
        this.mount = mount;
        this.onConflict = onConflict;
        this.dryRun = dryRun;
    }

    int all(List<Secrets.ImportEntry> entries) {
        List<Secrets.ImportResult> results = new ArrayList<>();
        try (Progress progress = new Progress(surroundings, dryRun ? "checking" : "writing")) {
            for (List<Secrets.ImportEntry> part : parts(entries)) {
                Secrets.Import body = new Secrets.Import(mount, onConflict, dryRun, part);
                results.addAll(client.secrets().importAll(body).results());
                part.forEach(entry -> entry.value().wipe());
                progress.at(results.size());
            }
        }
        return tell(results);
    }

    /// All of a bundle or nothing.
    int bundle(byte[] content, @Nullable String prefix, SecretText passphrase) {
        if (onConflict.equals("skip")) {
            throw new Misuse("a bundle is imported whole: --on-conflict is refuse or write");
        }
        Secrets.Bundle bundle = new WireJson().readResponse(content, Secrets.Bundle.class);
        Secrets.ImportBundle body =
                new Secrets.ImportBundle(mount, prefix, onConflict.equals("write"), dryRun, bundle, passphrase);
        Secrets.BundleImported imported = client.secrets().importBundle(body);
        passphrase.wipe();
        output.show(imported, () -> {
            List<List<String>> rows = new ArrayList<>();
            imported.created().forEach(path -> rows.add(Output.row(path, "create")));
            imported.replaced().forEach(path -> rows.add(Output.row(path, "replace")));
            imported.unchanged().forEach(path -> rows.add(Output.row(path, "same")));
            output.table(List.of("PATH", "ACTION"), rows);
            output.note((dryRun ? "dry run: nothing was written; " : "") + rows.size() + " secrets");
        });
        return ExitCode.OK;
    }

    /// Limited in number and in bytes, so that each fits one request.
    private static List<List<Secrets.ImportEntry>> parts(List<Secrets.ImportEntry> entries) {
        List<List<Secrets.ImportEntry>> parts = new ArrayList<>();
        List<Secrets.ImportEntry> part = new ArrayList<>();
        int bytes = 0;
        for (Secrets.ImportEntry entry : entries) {
            int size = entry.value().bytes().length + entry.path().length() + 128;
            if (part.size() == Limits.IMPORT_MAX || (!part.isEmpty() && bytes + size > Limits.BODY_BYTES_MAX / 2)) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(entry);
            bytes += size;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private int tell(List<Secrets.ImportResult> results) {
        long refused = results.stream()
                .filter(result -> result.action().equals("refuse"))
                .count();
        output.show(new Secrets.Imported(dryRun, results), () -> {
            output.table(
                    List.of("PATH", "ACTION", "VERSION", "REASON"),
                    results.stream()
                            .map(result -> Output.row(
                                    result.path(),
                                    result.action(),
                                    result.version() == 0 ? "" : result.version(),
                                    result.reason()))
                            .toList());
            output.note((dryRun ? "dry run: nothing was written; " : "") + results.size() + " secrets, " + refused
                    + " refused");
        });
        return refused == 0 ? ExitCode.OK : ExitCode.CONFLICT;
    }
}
