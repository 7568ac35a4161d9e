package fort.server.api;

/// Sealed export and import. The bundle's format is the gate's.
final class BundleHandlers {
    private BundleHandlers() {}

    static Answer export(Call call) {
        return call.unsupported("sys/export", "sealed bundles are not offered yet");
    }

    static Answer importBundle(Call call) {
        return call.unsupported("sys/import", "sealed bundles are not offered yet");
    }
}
