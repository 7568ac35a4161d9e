package fort.cli;

import fort.client.FortClient;
import fort.wire.AppRoles;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// List the accessors of secret ids.
@Command(name = "secret-ids", description = "List the accessors of secret ids.")
final class AppRoleSecretIds extends ClientCommand {
    @Parameters(paramLabel = "APP_ROLE", index = "0", description = "The app role.")
    private String name = "";

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most.")
    private int limit = Pages.ITEMS_MAX;

    @Override
    int run(FortClient client) {
        List<AppRoles.SecretIdSummary> secretIds = Pages.upTo(
                limit,
                page -> client.identities().secretIds(name, page),
                AppRoles.SecretIds::items,
                AppRoles.SecretIds::next);
        output().show(
                        secretIds,
                        () -> output().table(
                                        List.of("ACCESSOR", "CREATED", "EXPIRES", "USES LEFT"),
                                        secretIds.stream()
                                                .map(item -> Output.row(
                                                        item.accessor(),
                                                        item.createdAt(),
                                                        item.expiresAt(),
                                                        item.usesLeft() == 0 ? "" : item.usesLeft()))
                                                .toList()));
        return ExitCode.OK;
    }
}
