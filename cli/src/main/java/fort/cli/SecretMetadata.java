package fort.cli;

import fort.client.FortClient;
import fort.wire.Metadata;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Show or change what is known of a secret beside its value.
@Command(name = "metadata", description = "Show or change what is known of a secret beside its value.")
final class SecretMetadata extends ClientCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "The secret.")
    private String path = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--type", paramLabel = "TYPE", description = "The type, whose rules apply.")
    private @Nullable String type;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is.")
    private @Nullable String description;

    @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for it.")
    private @Nullable String owner;

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag; may be repeated; replaces all.")
    private @Nullable List<String> tags;

    @Option(names = "--consumer", paramLabel = "NAME", description = "Who uses it; may be repeated; replaces all.")
    private @Nullable List<String> consumers;

    @Option(
            names = "--custom",
            paramLabel = "NAME=TEXT",
            description = "NAME=TEXT, not secret; may be repeated; replaces all.")
    private @Nullable Map<String, String> custom;

    @Option(names = "--versions-max", paramLabel = "N", description = "How many versions are kept.")
    private @Nullable Long versionsMax;

    @Option(
            names = "--check-and-set",
            paramLabel = "true|false",
            description = "Whether each write must name the expected version.")
    private @Nullable Boolean checkAndSet;

    @Override
    int run(FortClient client) {
        Metadata.Update update =
                new Metadata.Update(type, description, owner, tags, consumers, custom, versionsMax, checkAndSet);
        Metadata.Update nothing = new Metadata.Update(null, null, null, null, null, null, null, null);
        Metadata.Details details = update.equals(nothing)
                ? client.metadata().read(mount, path)
                : client.metadata().update(mount, path, update);
        output().show(
                        details,
                        () -> output().fields(
                                        "path", details.mount() + "/" + details.path(),
                                        "type", details.type(),
                                        "description", details.description(),
                                        "owner", details.owner(),
                                        "tags", details.tags(),
                                        "consumers", details.consumers(),
                                        "custom", details.custom().isEmpty() ? "" : details.custom(),
                                        "created", details.createdAt(),
                                        "updated", details.updatedAt(),
                                        "expires", details.expiresAt(),
                                        "current version", details.currentVersion(),
                                        "versions kept",
                                                details.versionsMax() == 0
                                                        ? "as the mount says"
                                                        : details.versionsMax(),
                                        "check-and-set", details.checkAndSetRequired() ? "required" : ""));
        return ExitCode.OK;
    }
}
