package fort.cli;

import fort.client.FortClient;
import fort.wire.Mounts;
import java.util.List;
import picocli.CommandLine.Command;

/// List the mounts.
@Command(name = "list", description = "List the mounts.")
final class MountList extends ClientCommand {
    @Override
    int run(FortClient client) {
        List<Mounts.Mount> mounts = Pages.all(client.places()::mounts, Mounts.Listing::items, Mounts.Listing::next);
        output().show(
                        mounts,
                        () -> output().table(
                                        List.of("PATH", "TYPE", "VERSION", "DESCRIPTION"),
                                        mounts.stream()
                                                .map(mount -> Output.row(
                                                        mount.path(),
                                                        mount.type(),
                                                        mount.version(),
                                                        mount.description()))
                                                .toList()));
        return ExitCode.OK;
    }
}
