package fort.client;

import fort.wire.Audit;
import fort.wire.Isolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Calls about the record. See [LogVerifier] for a check that does not trust the server.
public final class AuditCalls {
    private final Calls calls;

    AuditCalls(Calls calls) {
        this.calls = calls;
    }

    public Audit.Entries search(Filter filter, Page page) {
        Address address = Address.of("/audit/records")
                .query("principal", filter.principal())
                .query("operation", filter.operation())
                .query("path", filter.path())
                .query("result", filter.result())
                .query("request_id", filter.requestId())
                .query("from", filter.from())
                .query("until", filter.until())
                .query("newest_first", filter.newestFirst() ? true : null);
        return calls.get(address.page(page), Audit.Entries.class);
    }

    /// What to search for; null means any.
    public record Filter(
            @Nullable String principal,
            @Nullable String operation,
            @Nullable String path,
            @Nullable String result,
            @Nullable String requestId,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean newestFirst) {}

    public Audit.Entry read(long index) {
        return calls.get(Address.of("/audit/records/").name(Long.toString(index)), Audit.Entry.class);
    }

    public Audit.Keys keys() {
        return calls.get(Address.of("/audit/keys"), Audit.Keys.class);
    }

    /// The newest signed checkpoint, a C2SP note.
    public byte[] checkpoint() {
        return calls.getBytes(Address.of("/audit/checkpoint"));
    }

    /// @param tile below `tile/`, such as `0/x001/234` or `entries/000.p/5`
    public byte[] tile(String tile) {
        return calls.getBytes(Address.of("/audit/tile/").path(tile));
    }

    public Audit.Inclusion inclusion(long index, @Nullable Long size) {
        return calls.get(
                Address.of("/audit/proofs/inclusion").query("index", index).query("size", size), Audit.Inclusion.class);
    }

    public Audit.Consistency consistency(long from, @Nullable Long to) {
        return calls.get(
                Address.of("/audit/proofs/consistency").query("from", from).query("to", to), Audit.Consistency.class);
    }

    public Audit.Proof prove(String receipt) {
        return calls.get(Address.of("/audit/proofs/receipt").query("receipt", receipt), Audit.Proof.class);
    }

    /// Lets the environment sign a report of the isolation prover.
    public Isolation.Signed sign(Isolation.Sign report) {
        return calls.ask(Address.of("/isolation:sign"), report, Isolation.Signed.class);
    }

    /// Lets the server check itself.
    public Audit.Verification verify() {
        return calls.ask(Address.of("/audit:verify"), null, Audit.Verification.class);
    }
}
