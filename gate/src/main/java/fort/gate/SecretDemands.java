package fort.gate;

import fort.access.Capability;
import fort.domain.SecretPath;

/// Which path and capability each act on a secret asks for: Vault's own mapping for kv version 2, so that one
/// policy covers every way to ask.
final class SecretDemands {
    private SecretDemands() {}

    static Demand of(Handler.Act act, Mount mount, SecretOperation<?> operation) {
        String root = mount.path();
        return switch (operation) {
            case SecretOperation.Read o -> Demand.needs(dataPath(mount, o.path().value()), Capability.READ);
            case SecretOperation.Write o -> write(act, mount, o.path());
            case SecretOperation.Generate o -> write(act, mount, o.path());
            case SecretOperation.Patch o ->
                Demand.needs(dataPath(mount, o.path().value()), Capability.PATCH);
            case SecretOperation.Delete o ->
                Demand.needs(dataPath(mount, o.path().value()), Capability.DELETE);
            case SecretOperation.DeleteVersions o -> Demand.needs(root + "/delete/" + o.path(), Capability.UPDATE);
            case SecretOperation.UndeleteVersions o -> Demand.needs(root + "/undelete/" + o.path(), Capability.UPDATE);
            case SecretOperation.DestroyVersions o -> Demand.needs(root + "/destroy/" + o.path(), Capability.UPDATE);
            case SecretOperation.ReadMetadata o ->
                Demand.needs(metadataPath(mount, o.path().value()), Capability.READ);
            case SecretOperation.WriteMetadata o -> metadata(act, mount, o.path());
            case SecretOperation.PatchMetadata o ->
                Demand.needs(metadataPath(mount, o.path().value()), Capability.PATCH);
            case SecretOperation.DeleteMetadata o ->
                Demand.needs(metadataPath(mount, o.path().value()), Capability.DELETE);
            case SecretOperation.ListNames o -> Demand.needs(metadataPath(mount, o.prefix()), Capability.LIST);
            case SecretOperation.Search o -> Demand.needs(metadataPath(mount, o.prefix()), Capability.LIST);
            // Each path is decided by itself while planning.
            case SecretOperation.ReadMany _, SecretOperation.Changed _ -> Demand.KNOWN;
            case SecretOperation.Subkeys o ->
                Demand.needs(
                        mount.isKv2()
                                ? root + "/subkeys/" + o.path()
                                : dataPath(mount, o.path().value()),
                        Capability.READ);
            case SecretOperation.Export o -> Demand.needs(metadataPath(mount, o.prefix()), Capability.LIST);
            case SecretOperation.Import o -> Demand.needs(metadataPath(mount, o.prefix()), Capability.LIST);
            case SecretOperation.ReadConfig _ -> Demand.needs(root + "/config", Capability.READ);
            case SecretOperation.WriteConfig _ -> Demand.needs(root + "/config", Capability.UPDATE);
        };
    }

    /// `secret/data/app/db` for kv version 2, `kv/app/db` for version 1.
    static String dataPath(Mount mount, String path) {
        return mount.path() + (mount.isKv2() ? "/data/" : "/") + path;
    }

    static String metadataPath(Mount mount, String path) {
        return mount.path() + (mount.isKv2() ? "/metadata/" : "/") + path;
    }

    private static Demand write(Handler.Act act, Mount mount, SecretPath path) {
        boolean exists = SecretHandlers.head(act, mount, path).isPresent();
        return Demand.needs(dataPath(mount, path.value()), exists ? Capability.UPDATE : Capability.CREATE);
    }

    private static Demand metadata(Handler.Act act, Mount mount, SecretPath path) {
        boolean exists = SecretHandlers.head(act, mount, path).isPresent();
        return Demand.needs(metadataPath(mount, path.value()), exists ? Capability.UPDATE : Capability.CREATE);
    }
}
