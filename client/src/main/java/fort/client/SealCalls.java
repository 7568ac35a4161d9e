package fort.client;

import fort.wire.Seals;

/// Calls about the seal and the keys of an environment.
public final class SealCalls {
    private final Calls calls;

    SealCalls(Calls calls) {
        this.calls = calls;
    }

    public Seals.Status status() {
        return calls.get(Address.of("/seal"), Seals.Status.class);
    }

    public Seals.Initialised initialise(Seals.Initialise body) {
        return calls.act(Address.of("/seal:initialise"), body, Seals.Initialised.class);
    }

    public Seals.Status unseal(Seals.Unseal body) {
        return calls.ask(Address.of("/seal:unseal"), body, Seals.Status.class);
    }

    public void seal() {
        calls.tell(Address.of("/seal:seal"), null);
    }

    public Seals.Rekey rekeyStatus() {
        return calls.get(Address.of("/seal/rekey"), Seals.Rekey.class);
    }

    public Seals.Rekey startRekey(Seals.RekeyStart body) {
        return calls.act(Address.of("/seal/rekey"), body, Seals.Rekey.class);
    }

    public Seals.Rekey giveRekeyShare(Seals.RekeyShare body) {
        return calls.act(Address.of("/seal/rekey:share"), body, Seals.Rekey.class);
    }

    public void cancelRekey() {
        calls.delete(Address.of("/seal/rekey"));
    }

    public Seals.Keys keys() {
        return calls.get(Address.of("/seal/keys"), Seals.Keys.class);
    }

    public Seals.Keys rotate() {
        return calls.act(Address.of("/seal:rotate"), null, Seals.Keys.class);
    }
}
