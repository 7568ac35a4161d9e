package fort.client;

import fort.wire.Isolation;

/// Calls about the proof that environments are kept apart.
public final class IsolationCalls {
    private final Calls calls;

    IsolationCalls(Calls calls) {
        this.calls = calls;
    }

    public Isolation.Listing list(Page page) {
        return calls.get(Address.of("/isolation/proofs").page(page), Isolation.Listing.class);
    }

    public Isolation.Proof prove() {
        return calls.act(Address.of("/isolation/proofs"), null, Isolation.Proof.class);
    }

    public Isolation.Proof read(String proof) {
        return calls.get(Address.of("/isolation/proofs/").name(proof), Isolation.Proof.class);
    }
}
