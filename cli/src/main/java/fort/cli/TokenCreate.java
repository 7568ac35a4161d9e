package fort.cli;

import fort.client.FortClient;
import fort.wire.Tokens;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Make a token and write it out, this once.
@Command(name = "create", description = "Make a token and write it out, this once.")
final class TokenCreate extends ClientCommand {
    @Option(names = "--policy", paramLabel = "NAME", description = "A policy; may be repeated; your own when absent.")
    private @Nullable List<String> policies;

    @Option(names = "--display-name", paramLabel = "NAME", description = "What it is called in the record.")
    private @Nullable String displayName;

    @Option(names = "--metadata", paramLabel = "NAME=TEXT", description = "NAME=TEXT, not secret; may be repeated.")
    private @Nullable Map<String, String> metadata;

    @Option(names = "--ttl-seconds", paramLabel = "N", description = "How long it lasts.")
    private long ttlSeconds;

    @Option(names = "--ttl-seconds-max", paramLabel = "N", description = "How long it can be renewed for.")
    private long ttlSecondsMax;

    @Option(names = "--period-seconds", paramLabel = "N", description = "Renewable for ever in steps of this.")
    private long periodSeconds;

    @Option(names = "--uses-max", paramLabel = "N", description = "How often it can be used; 0 means no limit.")
    private int usesMax;

    @Option(names = "--orphan", description = "It survives the revocation of yours.")
    private boolean orphan;

    @Option(names = "--renewable", paramLabel = "true|false", description = "Whether it can be renewed.")
    private @Nullable Boolean renewable;

    @Override
    int run(FortClient client) {
        Tokens.Issued issued = client.tokens()
                .create(new Tokens.Create(
                        policies,
                        displayName,
                        metadata,
                        ttlSeconds,
                        ttlSecondsMax,
                        periodSeconds,
                        usesMax,
                        orphan,
                        renewable));
        output().show(issued, () -> {
            output().note("accessor " + issued.accessor() + ", policies " + Output.text(issued.policies()) + ", lasts "
                    + Output.time(issued.ttlSeconds()));
            output().stream().writeBytes(issued.token().bytes());
            output().stream().println();
        });
        return ExitCode.OK;
    }
}
