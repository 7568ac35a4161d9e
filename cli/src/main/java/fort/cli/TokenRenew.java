package fort.cli;

import fort.client.FortClient;
import fort.wire.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Renew a token.
@Command(name = "renew", description = "Renew a token.")
final class TokenRenew extends ClientCommand {
    @Parameters(
            paramLabel = "ACCESSOR",
            index = "0",
            arity = "0..1",
            description = "Of the token; your own token when absent.")
    private String accessor = "";

    @Option(names = "--increment-seconds", paramLabel = "N", description = "How much longer, from now.")
    private long incrementSeconds;

    @Override
    int run(FortClient client) {
        Tokens.Renew body = new Tokens.Renew(incrementSeconds);
        Tokens.Renewed renewed = accessor.isEmpty()
                ? client.tokens().renewSelf(body)
                : client.tokens().renew(accessor, body);
        output().show(renewed, () -> output().line("ends in " + Output.time(renewed.ttlSeconds())));
        return ExitCode.OK;
    }
}
