package fort.cli;

import fort.client.FortClient;
import fort.wire.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Say what is known of a token.
@Command(name = "show", description = "Say what is known of a token.")
final class TokenShow extends ClientCommand {
    @Parameters(
            paramLabel = "ACCESSOR",
            index = "0",
            arity = "0..1",
            description = "Of the token; your own token when absent.")
    private String accessor = "";

    @Override
    int run(FortClient client) {
        Tokens.Details details =
                accessor.isEmpty() ? client.tokens().self() : client.tokens().read(accessor);
        output().show(
                        details,
                        () -> output().fields(
                                        "accessor", details.accessor(),
                                        "principal", details.principal(),
                                        "policies", details.policies(),
                                        "created", details.createdAt(),
                                        "expires", details.expiresAt(),
                                        "ends in", Output.time(details.ttlSeconds()),
                                        "period", Output.time(details.periodSeconds()),
                                        "uses left", details.usesLeft() == 0 ? "" : details.usesLeft(),
                                        "orphan", Output.yesNo(details.orphan()),
                                        "renewable", Output.yesNo(details.renewable())));
        return ExitCode.OK;
    }
}
