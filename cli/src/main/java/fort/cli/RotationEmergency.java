package fort.cli;

import fort.client.FortClient;
import fort.wire.Emergencies;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Rotate everything that may be known to somebody, within five minutes: shows the exact list first.
@Command(
        name = "emergency",
        description = {
            "Rotate everything that may be known to somebody, within five minutes.",
            "Shows the exact list and asks; a script gives --confirm with the hash that --dry-run showed."
        })
final class RotationEmergency extends ClientCommand {
    @Option(names = "--path", paramLabel = "PATH", description = "This secret; may be repeated.")
    private List<String> paths = List.of();

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "All below this; '' for all.")
    private @Nullable String prefix;

    @Option(names = "--type", paramLabel = "TYPE", description = "Of this type.")
    private @Nullable String type;

    @Option(names = "--tag", paramLabel = "TAG", description = "With this tag.")
    private @Nullable String tag;

    @Option(names = "--consumer", paramLabel = "NAME", description = "Used by this consumer.")
    private @Nullable String consumer;

    @Option(names = "--target", paramLabel = "NAME", description = "Rotated at this target.")
    private @Nullable String target;

    @Option(names = "--read-by", paramLabel = "PRINCIPAL", description = "All that this principal has read.")
    private @Nullable String readBy;

    @Option(names = "--since", paramLabel = "TIME", description = "With --read-by: since this time (RFC 3339).")
    private @Nullable Instant since;

    @Option(names = "--mount", paramLabel = "MOUNT", description = "In this mount; in all when absent.")
    private @Nullable String mount;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Show the list, and do nothing.")
    private boolean dryRun;

    @Option(names = "--confirm", paramLabel = "HASH", description = "The list with this hash was read: do not ask.")
    private @Nullable String confirm;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask, whatever the list is.")
    private boolean yes;

    @Option(names = "--no-wait", description = "Begin it, and do not wait for its end.")
    private boolean noWait;

    @Override
    int run(FortClient client) {
        Emergencies.Choice choice = new Emergencies.Choice(
                mount, paths.isEmpty() ? null : paths, prefix, type, tag, consumer, target, readBy, since);
        Emergencies.Preview preview = client.emergencies().preview(choice);
        if (dryRun) {
            output().show(preview, () -> list(preview));
            return ExitCode.OK;
        }
        confirm(preview);
        Emergencies.Emergency emergency =
                client.emergencies().start(new Emergencies.Start(choice, preview.confirmation(), reason));
        if (!noWait) {
            emergency = new EmergencyProgress(surroundings(), client).follow(emergency);
        }
        RotationText.show(output(), emergency);
        return noWait || emergency.done() == emergency.items().size() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private void confirm(Emergencies.Preview preview) {
        if (confirm != null) {
            if (!confirm.equals(preview.confirmation())) {
                throw new Misuse("nothing was done; the list is another one by now: look at it with --dry-run");
            }
            return;
        }
        if (!yes) {
            list(preview);
            Confirmation.require(
                    surroundings(), false, "Rotate these " + preview.chosen().size() + " secrets now?");
        }
    }

    private void list(Emergencies.Preview preview) {
        output().table(
                        List.of("PATH", "ROTATOR", "TARGET"),
                        preview.chosen().stream()
                                .map(one -> Output.row(one.mount() + "/" + one.path(), one.rotator(), one.target()))
                                .toList());
        preview.unprepared()
                .forEach(one -> output().note("nothing is set up to rotate " + one.mount() + "/" + one.path()
                        + ": change it by hand"));
        output().note("confirmation: " + preview.confirmation());
    }
}
