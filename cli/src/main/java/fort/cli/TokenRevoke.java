package fort.cli;

import fort.client.FortClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Revoke a token and what it made.
@Command(name = "revoke", description = "Revoke a token and what it made.")
final class TokenRevoke extends ClientCommand {
    @Parameters(paramLabel = "ACCESSOR", index = "0", arity = "0..1", description = "Of the token.")
    private String accessor = "";

    @Option(names = "--self", description = "Your own token.")
    private boolean self;

    @Override
    int run(FortClient client) {
        if (self == !accessor.isEmpty()) {
            throw new Misuse("say which: an ACCESSOR or --self");
        }
        if (self) {
            client.tokens().revokeSelf();
        } else {
            client.tokens().revoke(accessor);
        }
        output().note("revoked");
        return ExitCode.OK;
    }
}
