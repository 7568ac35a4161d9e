package fort.client;

import fort.wire.Targets;

/// Calls about the systems whose credentials Fort rotates.
public final class TargetCalls {
    private final Calls calls;

    TargetCalls(Calls calls) {
        this.calls = calls;
    }

    public Targets.Listing list(Page page) {
        return calls.get(Address.of("/targets").page(page), Targets.Listing.class);
    }

    public Targets.Target read(String target) {
        return calls.get(at(target), Targets.Target.class);
    }

    public Targets.Target write(String target, Targets.Write body) {
        return calls.put(at(target), body, Targets.Target.class);
    }

    public void delete(String target) {
        calls.delete(at(target));
    }

    private static Address at(String target) {
        return Address.of("/targets/").name(target);
    }
}
