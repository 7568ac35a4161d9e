package fort.server.api;

import fort.audit.AuditRecord;
import fort.gate.AuditOperation;
import fort.gate.AuditOperation.LogEntry;
import fort.gate.AuditOperation.Proof;
import fort.wire.Audit;
import fort.wire.InvalidMessage;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// The record: searched, read, proved, and served as the files of C2SP tlog-tiles.
final class AuditHandlers {
    private AuditHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("audit.search", AuditHandlers::search);
        handlers.on(
                "audit.read",
                call -> call.answer(
                        new AuditOperation.ReadLogEntry(cursor(call.parameter("index"))),
                        entry -> Answer.of(view(entry))));
        handlers.on(
                "audit.keys",
                call -> call.answer(
                        new AuditOperation.ReadVerifierKey(),
                        key -> Answer.of(new Audit.Keys(key.substring(0, key.indexOf('+')), List.of(key)))));
        handlers.on(
                "audit.checkpoint",
                call -> call.answer(
                        new AuditOperation.ReadCheckpoint(), note -> new Answer.Raw(note, "text/plain", false)));
        handlers.on(
                "audit.tile",
                call -> call.answer(
                        new AuditOperation.ReadTile("tile/" + call.parameter("tile")),
                        tile -> new Answer.Raw(tile, "application/octet-stream", false)));
        handlers.on(
                "audit.inclusion",
                call -> call.answer(
                        new AuditOperation.ProveInclusion(call.number("index", 0), call.number("size", 0)),
                        proof -> Answer.of(inclusion(proof))));
        handlers.on("audit.consistency", AuditHandlers::consistency);
        handlers.on("audit.prove", AuditHandlers::prove);
        handlers.on(
                "audit.verify",
                call -> call.answer(
                        new AuditOperation.VerifyLog(),
                        verdict -> Answer.of(
                                new Audit.Verification(verdict.intact(), verdict.size(), "", verdict.findings()))));
    }

    static long cursor(String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidMessage("an index is a number of 0 or more");
        }
        throw new InvalidMessage("an index is a number of 0 or more");
    }

    private static Answer search(Call call) {
        if (call.query("accessor") != null || call.flag("newest_first")) {
            // the newest come first anyway; accessors are not indexed, their principal is
            if (call.query("accessor") != null) {
                throw new InvalidMessage("search by 'principal': accessors are not indexed");
            }
        }
        AuditOperation.LogQuery query = new AuditOperation.LogQuery(
                call.query("principal"),
                call.query("path"),
                call.query("operation"),
                call.query("result"),
                call.query("request_id"),
                call.time("from"),
                call.time("until"));
        Long after = call.after().isEmpty() ? null : cursor(call.after());
        return call.answer(
                new AuditOperation.SearchLog(query, after, call.limit()),
                page -> Answer.of(new Audit.Entries(
                        page.entries().stream().map(AuditHandlers::view).toList(),
                        page.next() == null ? null : Long.toString(page.next()))));
    }

    static Audit.Entry view(LogEntry entry) {
        AuditRecord record = entry.record();
        return new Audit.Entry(
                entry.index(),
                record.time(),
                record.requestId(),
                record.operation(),
                record.result(),
                record.reason(),
                record.principal(),
                record.method(),
                record.accessor(),
                record.source(),
                record.service(),
                record.path(),
                record.version(),
                record.rule(),
                record.details());
    }

    private static Audit.Inclusion inclusion(Proof proof) {
        return new Audit.Inclusion(
                proof.index(),
                proof.size(),
                Objects.requireNonNullElseGet(proof.leafHash(), () -> new byte[0]),
                proof.hashes());
    }

    private static Answer consistency(Call call) {
        long from = call.number("from", 0);
        return call.answer(
                new AuditOperation.ProveConsistency(from, call.number("to", 0)),
                proof -> Answer.of(new Audit.Consistency(from, proof.size(), proof.hashes())));
    }

    /// A receipt is `origin:index:hex(leaf hash)`; another leaf at its place, or another log, is no proof.
    private static Answer prove(Call call) {
        String receipt = call.query("receipt", "");
        int last = receipt.lastIndexOf(':');
        int middle = last < 1 ? -1 : receipt.lastIndexOf(':', last - 1);
        if (middle < 1) {
            throw new InvalidMessage("'receipt' is the text of a Fort-Receipt header");
        }
        long index = cursor(receipt.substring(middle + 1, last));
        return call.answer(new AuditOperation.ProveInclusion(index, 0), proof -> {
            byte[] leaf = Objects.requireNonNullElseGet(proof.leafHash(), () -> new byte[0]);
            String checkpoint = new String(proof.checkpoint(), StandardCharsets.UTF_8);
            boolean fits = HexFormat.of().formatHex(leaf).equals(receipt.substring(last + 1))
                    && checkpoint.startsWith(receipt.substring(0, middle) + "\n");
            return fits
                    ? Answer.of(new Audit.Proof(receipt, inclusion(proof), checkpoint))
                    : new Answer.Failed(fort.wire.ErrorCode.NOT_FOUND, "this receipt is not of this log");
        });
    }
}
