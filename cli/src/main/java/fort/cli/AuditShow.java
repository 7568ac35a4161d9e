package fort.cli;

import fort.client.FortClient;
import fort.wire.Audit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Show one record.
@Command(name = "show", description = "Show one record.")
final class AuditShow extends ClientCommand {
    @Parameters(paramLabel = "INDEX", index = "0", description = "Its number.")
    private long index = 0;

    @Override
    int run(FortClient client) {
        Audit.Entry entry = client.audit().read(index);
        output().show(entry, () -> {
            output().fields(
                            "record", entry.index(),
                            "time", entry.time(),
                            "principal", entry.principal(),
                            "method", entry.method(),
                            "accessor", entry.accessor(),
                            "operation", entry.operation(),
                            "path", entry.path(),
                            "version", entry.version() == 0 ? "" : entry.version(),
                            "result", entry.result(),
                            "reason", entry.reason(),
                            "rule", entry.rule(),
                            "source", entry.source(),
                            "service", entry.service(),
                            "request", entry.requestId());
            entry.details().forEach((name, text) -> output().line(name + ": " + text));
        });
        return ExitCode.OK;
    }
}
