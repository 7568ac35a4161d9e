package fort.server.vault;

import fort.access.Capability;

/// What a request does, in Vault's sense: POST and PUT are one, and `LIST` has a second spelling.
enum Verb {
    READ(Capability.READ, "get"),
    WRITE(Capability.UPDATE, "put"),
    PATCH(Capability.PATCH, "patch"),
    DELETE(Capability.DELETE, "delete"),
    LIST(Capability.LIST, "list");

    private final Capability capability;
    private final String word;

    Verb(Capability capability, String word) {
        this.capability = capability;
        this.word = word;
    }

    /// What a policy is asked for when nothing at the path says better.
    Capability capability() {
        return capability;
    }

    /// As the command line client calls it: `kv get`.
    String word() {
        return word;
    }

    /// @param list whether the query asks for a list
    static Verb of(String method, boolean list) {
        return switch (method) {
            case "GET", "HEAD" -> list ? LIST : READ;
            case "POST", "PUT" -> WRITE;
            case "PATCH" -> PATCH;
            case "DELETE" -> DELETE;
            case "LIST" -> LIST;
            default -> throw new BadCall(405, "unsupported operation");
        };
    }
}
