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

    public Types.Type write(String type, Types.Write body) {
        return calls.put(Address.of("/types/").name(type), body, Types.Type.class);
    }

    public void delete(String type) {
        calls.delete(Address.of("/types/").name(type));
    }

    public Types.Generated generate(String type, Types.Generate body) {
        return calls.ask(Address.of("/types/").name(type).literal(":generate"), body, Types.Generated.class);
    }
}
