package fort.server.api;

/// Proofs of isolation. The prover runs outside (`fort isolation prove`): it must be a stranger with credentials, not a
/// part of what it proves.
final class IsolationHandlers {
    private static final String PATH = "sys/isolation";

    private IsolationHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("isolation.list", call -> call.unsupported(PATH, "proofs are kept by whoever made them"));
        handlers.on("isolation.prove", call -> call.unsupported(PATH, "run `fort isolation prove`"));
        handlers.on("isolation.read", call -> call.unsupported(PATH, "proofs are kept by whoever made them"));
    }
}
