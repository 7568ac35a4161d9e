package fort.cli;

import fort.wire.Mounts;

/// How a mount is told.
final class MountText {
    private MountText() {}

    static void show(Output output, Mounts.Mount mount) {
        output.show(
                mount,
                () -> output.fields(
                        "path",
                        mount.path(),
                        "type",
                        mount.type() + " version " + mount.version(),
                        "description",
                        mount.description(),
                        "accessor",
                        mount.accessor(),
                        "versions kept",
                        mount.versionsMax() == 0 ? "" : mount.versionsMax(),
                        "check-and-set",
                        mount.checkAndSetRequired() ? "required" : ""));
    }
}
