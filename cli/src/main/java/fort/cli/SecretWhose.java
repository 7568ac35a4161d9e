package fort.cli;

import fort.client.FortClient;
import fort.wire.Emergencies;
import fort.wire.SecretText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// Find the secrets that hold a value that was found where it should not be. The value comes on stdin.
@Command(
        name = "whose",
        description = "Find the secrets that hold a value that was found where it should not be: whose < value.")
final class SecretWhose extends ClientCommand {
    @Override
    int run(FortClient client) {
        SecretText value = new Inputs(surroundings()).stdinLine();
        List<Emergencies.Holder> holders = new ArrayList<>();
        try (Progress progress = new Progress(surroundings(), "secrets looked at:")) {
            String after = null;
            long looked = 0;
            do {
                Emergencies.Holders page = ask(client, value, after);
                holders.addAll(page.items());
                looked += page.looked();
                progress.at(looked);
                after = page.next();
            } while (after != null);
        } finally {
            value.wipe();
        }
        output().show(holders, () -> table(holders));
        return holders.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
    }

    private static Emergencies.Holders ask(FortClient client, SecretText value, @Nullable String after) {
        return client.emergencies().whose(new Emergencies.Whose(value, after));
    }

    private void table(List<Emergencies.Holder> holders) {
        output().table(
                        List.of("PATH", "VERSION", "STATE", "FIELD"),
                        holders.stream()
                                .map(one -> Output.row(
                                        one.mount() + "/" + one.path(), one.version(), one.state(), one.field()))
                                .toList());
    }
}
