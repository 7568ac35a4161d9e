package fort.client;

import fort.wire.Types;

/// Calls about types of secrets.
public final class TypeCalls {
    private final Calls calls;

    TypeCalls(Calls calls) {
        this.calls = calls;
    }

    public Types.Listing list(Page page) {
        return calls.get(Address.of("/types").page(page), Types.Listing.class);
    }

    public Types.Type read(String type) {
        return calls.get(Address.of("/types/").name(type), Types.Type.class);
    }

    public Types.Generated generate(String type, Types.Generate body) {
        return calls.ask(Address.of("/types/").name(type).literal(":generate"), body, Types.Generated.class);
    }
}
