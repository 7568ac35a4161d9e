package fort.cli;

import fort.client.FortClient;
import fort.wire.Tokens;
import picocli.CommandLine.Command;

/// Say who you are to the server.
@Command(name = "whoami", description = "Say who you are to the server.")
final class Whoami extends ClientCommand {
    @Override
    int run(FortClient client) {
        Tokens.Identity identity = client.tokens().whoami();
        output().show(
                        identity,
                        () -> output().fields(
                                        "environment", identity.environment(),
                                        "principal", identity.principal(),
                                        "logged in by", identity.method(),
                                        "accessor", identity.accessor(),
                                        "policies", identity.policies(),
                                        "ends in", Output.time(identity.ttlSeconds()),
                                        "renewable", Output.yesNo(identity.renewable())));
        return ExitCode.OK;
    }
}
