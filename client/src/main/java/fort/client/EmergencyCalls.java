package fort.client;

import fort.wire.Emergencies;

/// Calls about emergency rotation.
public final class EmergencyCalls {
    private final Calls calls;

    EmergencyCalls(Calls calls) {
        this.calls = calls;
    }

    public Emergencies.Preview preview(Emergencies.Choice choice) {
        return calls.ask(Address.of("/emergencies:preview"), choice, Emergencies.Preview.class);
    }

    public Emergencies.Emergency start(Emergencies.Start body) {
        return calls.act(Address.of("/emergencies"), body, Emergencies.Emergency.class);
    }

    public Emergencies.Listing list() {
        return calls.get(Address.of("/emergencies"), Emergencies.Listing.class);
    }

    public Emergencies.Emergency read(String emergency) {
        return calls.get(Address.of("/emergencies/").name(emergency), Emergencies.Emergency.class);
    }

    public Emergencies.Holders whose(Emergencies.Whose body) {
        return calls.ask(Address.of("/emergencies:whose"), body, Emergencies.Holders.class);
    }
}
