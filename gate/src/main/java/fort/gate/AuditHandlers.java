package fort.gate;

import fort.access.Capability;
import fort.audit.AuditLog;
import fort.audit.InclusionProof;
import fort.audit.LoggedRecord;
import fort.audit.Query;
import fort.audit.VerificationReport;
import fort.domain.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reading the record. Reading it is recorded too.
final class AuditHandlers implements Handler<AuditOperation<?>> {
    @Override
    public Demand demand(Act act, AuditOperation<?> operation) {
        return switch (operation) {
            case AuditOperation.SearchLog _, AuditOperation.ReadLogEntry _, AuditOperation.VerifyLog _ ->
                Demand.needs("sys/audit/log", Capability.READ);
            // Leaves are sealed: checkpoints, tiles and proofs tell sizes and hashes, and whoever may log in may
            // check them.
            case AuditOperation.ReadCheckpoint _,
                    AuditOperation.ReadTile _,
                    AuditOperation.ProveInclusion _,
                    AuditOperation.ProveConsistency _,
                    AuditOperation.ProveReceipt _,
                    AuditOperation.ReadVerifierKey _ -> Demand.KNOWN;
        };
    }

    @Override
    public Plan<?> plan(Act act, AuditOperation<?> operation) {
        AuditLog log = act.interior().log();
        return switch (operation) {
            case AuditOperation.SearchLog o -> search(log, o);
            case AuditOperation.ReadLogEntry o ->
                log.record(o.index())
                        .<Plan<?>>map(found -> Plan.done(entry(found)))
                        .orElseGet(AuditHandlers::none);
            case AuditOperation.ReadCheckpoint _ -> Plan.done(log.checkpoint());
            case AuditOperation.ReadTile o -> {
                Optional<byte[]> tile = log.resource(o.path());
                yield tile.isPresent() ? Plan.done(tile.get()) : none();
            }
            case AuditOperation.ProveInclusion o -> inclusion(log, o);
            case AuditOperation.ProveConsistency o -> consistency(log, o);
            case AuditOperation.ProveReceipt o ->
                log.prove(o.receipt())
                        .<Plan<?>>map(proof -> Plan.done(proof(proof)))
                        .orElseGet(AuditHandlers::none);
            case AuditOperation.VerifyLog _ -> verify(log);
            case AuditOperation.ReadVerifierKey _ -> Plan.done(log.verifierKey());
        };
    }

    private static Plan<?> none() {
        return Plan.refused(Refusal.Reason.NOT_FOUND, "the log has no such entry");
    }

    private static AuditOperation.LogEntry entry(LoggedRecord found) {
        return new AuditOperation.LogEntry(found.index(), found.node(), found.record());
    }

    private static Plan<?> search(AuditLog log, AuditOperation.SearchLog operation) {
        AuditOperation.LogQuery q = operation.query();
        if (operation.limit() < 1 || operation.limit() > 1_000) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "limit is 1 to 1000");
        }
        Query query = new Query(q.principal(), q.path(), q.operation(), q.result(), q.requestId(), q.from(), q.to());
        Query.Page page =
                log.search(query, operation.after() == null ? Long.MAX_VALUE : operation.after(), operation.limit());
        List<AuditOperation.LogEntry> entries = new ArrayList<>();
        page.records().forEach(found -> entries.add(entry(found)));
        return Plan.done(new AuditOperation.LogPage(entries, page.cursor()));
    }

    /// Answered from the newest checkpoint when it covers the record: whoever may log in may ask, as often as he
    /// likes.
    private static Plan<?> inclusion(AuditLog log, AuditOperation.ProveInclusion operation) {
        long least = operation.size() == 0 ? operation.index() + 1 : operation.size();
        if (operation.index() < 0 || least > log.size() || operation.index() >= least) {
            return none();
        }
        AuditLog.Covering covering = log.checkpointCovering(least);
        long size = operation.size() == 0 ? covering.size() : operation.size();
        byte[] leaf = log.record(operation.index()).map(LoggedRecord::leafHash).orElseThrow();
        return Plan.done(new AuditOperation.Proof(
                operation.index(), size, leaf, log.inclusion(operation.index(), size), covering.note()));
    }

    private static Plan<?> consistency(AuditLog log, AuditOperation.ProveConsistency operation) {
        if (operation.from() < 1 || operation.to() < operation.from() || operation.to() > log.size()) {
            return none();
        }
        return Plan.done(new AuditOperation.Proof(
                operation.from(),
                operation.to(),
                null,
                log.consistency(operation.from(), operation.to()),
                log.checkpointCovering(operation.to()).note()));
    }

    private static AuditOperation.Proof proof(InclusionProof proof) {
        return new AuditOperation.Proof(
                proof.index(), proof.size(), proof.leafHash(), proof.path(), proof.checkpoint());
    }

    private static Plan<?> verify(AuditLog log) {
        log.checkpointNow();
        VerificationReport report = log.verify(read -> {});
        List<String> findings = new ArrayList<>(report.findings());
        findings.addAll(report.notices());
        return Plan.done(new AuditOperation.Verdict(
                report.good(),
                report.size(),
                report.firstBad().isPresent() ? report.firstBad().getAsLong() : null,
                findings));
    }
}
