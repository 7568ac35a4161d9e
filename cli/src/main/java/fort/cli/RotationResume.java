package fort.cli;

import fort.client.FortClient;
import fort.wire.Rotations;
import picocli.CommandLine.Command;

/// Let a secret's rotation go on.
@Command(name = "resume", description = "Let a secret's rotation go on.")
final class RotationResume extends RotationCommand {
    @Override
    Rotations.Rotation act(FortClient client) {
        return client.rotations().resume(mount(), path());
    }
}
