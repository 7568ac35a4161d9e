package fort.cli;

import fort.client.AuditCalls;
import fort.client.FortClient;
import fort.client.Page;
import fort.wire.Audit;
import fort.wire.Limits;
import fort.wire.WireJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Follow the record as it is written.
@Command(name = "tail", description = "Follow the record as it is written.")
final class AuditTail extends ClientCommand {
    @Option(names = "--principal", paramLabel = "NAME", description = "Who, such as userpass/alice.")
    private @Nullable String principal;

    @Option(names = "--operation", paramLabel = "NAME", description = "What, such as secret.read.")
    private @Nullable String operation;

    @Option(names = "--path", paramLabel = "PATH", description = "Which object, as policies see it.")
    private @Nullable String path;

    @Option(names = "--result", paramLabel = "RESULT", description = "ok, refused or fault.")
    private @Nullable String result;

    @Option(names = "--count", paramLabel = "N", description = "Begin with so many of the newest.")
    private int count = 10;

    @Option(names = "--once", description = "Do not follow.")
    private boolean once;

    @Override
    int run(FortClient client) {
        AuditCalls.Filter newest = new AuditCalls.Filter(principal, operation, path, result, null, null, null, true);
        List<Audit.Entry> entries =
                new ArrayList<>(client.audit().search(newest, Page.of(count)).items());
        long last = -1;
        while (true) {
            for (Audit.Entry entry : entries.reversed()) {
                write(entry);
                last = Math.max(last, entry.index());
            }
            if (once) {
                return ExitCode.OK;
            }
            surroundings().pause().during(Duration.ofSeconds(1));
            long seen = last;
            entries = client.audit().search(newest, Page.of(Limits.PAGE_MAX)).items().stream()
                    .filter(entry -> entry.index() > seen)
                    .toList();
        }
    }

    private void write(Audit.Entry entry) {
        if (output().isJson()) {
            output().stream().write(new WireJson().write(entry), 0, new WireJson().write(entry).length);
            output().stream().println();
        } else {
            output().line(String.join("  ", EntryText.row(entry)));
        }
        output().stream().flush();
    }
}
