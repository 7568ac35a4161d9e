package fort.cli;

import fort.client.FortClient;
import fort.client.MetadataCalls;
import fort.wire.Metadata;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Find secrets by what is known of them.
@Command(name = "search", description = "Find secrets by what is known of them.")
final class SecretSearch extends ClientCommand {
    @Parameters(paramLabel = "PREFIX", index = "0", arity = "0..1", description = "Names below it; all when absent.")
    private String prefix = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--tag", paramLabel = "TAG", description = "Has this tag.")
    private @Nullable String tag;

    @Option(names = "--owner", paramLabel = "NAME", description = "Has this owner.")
    private @Nullable String owner;

    @Option(names = "--type", paramLabel = "TYPE", description = "Is of this type.")
    private @Nullable String type;

    @Option(names = "--consumer", paramLabel = "NAME", description = "Is used by it.")
    private @Nullable String consumer;

    @Option(names = "--expires-before", paramLabel = "TIME", description = "Ends before this time (RFC 3339).")
    private @Nullable Instant expiresBefore;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        MetadataCalls.Filter filter = new MetadataCalls.Filter(tag, owner, type, consumer, expiresBefore);
        List<Metadata.Summary> found = Pages.upTo(
                limit,
                page -> client.metadata().search(mount, prefix.isEmpty() ? null : prefix, filter, page),
                Metadata.Found::items,
                Metadata.Found::next);
        output().show(
                        found,
                        () -> output().table(
                                        List.of("PATH", "TYPE", "VERSION", "OWNER", "TAGS", "EXPIRES"),
                                        found.stream()
                                                .map(secret -> Output.row(
                                                        secret.path(),
                                                        secret.type(),
                                                        secret.currentVersion(),
                                                        secret.owner(),
                                                        secret.tags(),
                                                        secret.expiresAt()))
                                                .toList()));
        return ExitCode.OK;
    }
}
