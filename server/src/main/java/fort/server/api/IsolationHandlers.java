package fort.server.api;

import fort.gate.WatchOperation;
import fort.wire.InvalidMessage;
import fort.wire.Isolation;
import java.nio.charset.StandardCharsets;

/// Signs reports of the prover, which runs outside (`fort isolation prove`): it must be a stranger with
/// credentials, not
/// a part of what it proves.
final class IsolationHandlers {
    /// A report is a line of counts, not of evidence in full.
    private static final int REPORT_LENGTH_MAX = 256 * 1024;

    private IsolationHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("isolation.sign", call -> {
            String report = call.body(Isolation.Sign.class).report();
            if (report.isEmpty()
                    || report.length() > REPORT_LENGTH_MAX
                    || !report.codePoints().allMatch(IsolationHandlers::isPlain)) {
                throw new InvalidMessage("a report is one line of at most " + REPORT_LENGTH_MAX + " characters");
            }
            return call.answer(
                    new WatchOperation.SignReport(report.getBytes(StandardCharsets.UTF_8)),
                    note -> Answer.of(
                            new Isolation.Signed(call.environment(), new String(note, StandardCharsets.UTF_8))));
        });
    }

    private static boolean isPlain(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }
}
