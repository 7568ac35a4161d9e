package fort.cli;

import fort.wire.Audit;
import java.util.List;

/// How records are told.
final class EntryText {
    static final List<String> HEADING =
            List.of("RECORD", "TIME", "PRINCIPAL", "OPERATION", "PATH", "VERSION", "RESULT", "REASON", "SOURCE");

    private EntryText() {}

    static List<String> row(Audit.Entry entry) {
        return Output.row(
                entry.index(),
                entry.time(),
                entry.principal(),
                entry.operation(),
                entry.path(),
                entry.version() == 0 ? "" : entry.version(),
                entry.result(),
                entry.reason(),
                entry.source());
    }
}
