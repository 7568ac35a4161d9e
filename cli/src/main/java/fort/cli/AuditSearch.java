package fort.cli;

import fort.client.AuditCalls;
import fort.client.FortClient;
import fort.wire.Audit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Search the record.
@Command(name = "search", description = "Search the record.")
final class AuditSearch extends ClientCommand {
    @Option(names = "--principal", paramLabel = "NAME", description = "Who, such as userpass/alice.")
    private @Nullable String principal;

    @Option(names = "--operation", paramLabel = "NAME", description = "What, such as secret.read.")
    private @Nullable String operation;

    @Option(names = "--path", paramLabel = "PATH", description = "Which object, as policies see it.")
    private @Nullable String path;

    @Option(names = "--result", paramLabel = "RESULT", description = "ok, refused or fault.")
    private @Nullable String result;

    @Option(names = "--request-id", paramLabel = "ID", description = "One request.")
    private @Nullable String requestId;

    @Option(names = "--from", paramLabel = "TIME", description = "At or after this time (RFC 3339).")
    private @Nullable Instant from;

    @Option(names = "--until", paramLabel = "TIME", description = "Before this time (RFC 3339).")
    private @Nullable Instant until;

    @Option(names = "--oldest-first", description = "Begin at the start.")
    private boolean oldestFirst;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = 100;

    @Override
    int run(FortClient client) {
        AuditCalls.Filter filter =
                new AuditCalls.Filter(principal, operation, path, result, requestId, from, until, !oldestFirst);
        List<Audit.Entry> entries = Pages.upTo(
                limit, page -> client.audit().search(filter, page), Audit.Entries::items, Audit.Entries::next);
        output().show(
                        entries,
                        () -> output().table(
                                        EntryText.HEADING,
                                        entries.stream().map(EntryText::row).toList()));
        return ExitCode.OK;
    }
}
