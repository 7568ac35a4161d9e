package fort.cli;

import fort.client.FortClient;
import fort.wire.Rotations;
import picocli.CommandLine.Command;

/// Stop a secret's rotation at the step it has reached.
@Command(name = "freeze", description = "Stop a secret's rotation at the step it has reached.")
final class RotationFreeze extends RotationCommand {
    @Override
    Rotations.Rotation act(FortClient client) {
        return client.rotations().freeze(mount(), path());
    }
}
