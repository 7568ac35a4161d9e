package fort.cli;

import fort.client.FortClient;
import fort.wire.Rotations;
import picocli.CommandLine.Command;

/// Begin a rotation at once.
@Command(name = "now", description = "Begin a rotation at once.")
final class RotationNow extends RotationCommand {
    @Override
    Rotations.Rotation act(FortClient client) {
        return client.rotations().now(mount(), path());
    }
}
