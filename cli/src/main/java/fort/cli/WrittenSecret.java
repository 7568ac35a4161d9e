package fort.cli;

import fort.wire.Secrets;

/// How a new version is told.
final class WrittenSecret {
    private WrittenSecret() {}

    static void show(Output output, Secrets.Written written) {
        output.show(
                written,
                () -> output.fields(
                        "path", written.mount() + "/" + written.path(),
                        "version", written.version(),
                        "type", written.type(),
                        "created", written.createdAt(),
                        "expires", written.expiresAt()));
    }

    static void show(Output output, Secrets.Changed changed, String done) {
        output.show(
                changed,
                () -> output.line(done + " " + changed.mount() + "/" + changed.path() + ": version "
                        + Output.text(changed.versions())));
    }
}
