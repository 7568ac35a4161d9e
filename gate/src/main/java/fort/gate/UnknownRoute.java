package fort.gate;

import fort.access.Capability;

/// A request to a path where nothing is mounted, or with a verb that the thing there does not have. It goes through
/// the gate like all others, so
/// that probing is authenticated, decided and recorded.
///
/// @param path as policies see it, without leading slash
/// @param unsupported true when something is there but not with this verb (405), false when nothing is there (404)
public record UnknownRoute(String path, Capability capability, boolean unsupported) implements Operation<Void> {
    @Override
    public String name() {
        return "route.unknown";
    }
}
