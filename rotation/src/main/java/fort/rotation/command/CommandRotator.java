package fort.rotation.command;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.Rotator;
import fort.rotation.support.Accounts;
import fort.rotation.support.Fields;
import fort.rotation.support.PluginMessage;
import fort.rotation.support.PluginMessage.Verb;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Runs a program that sets, tests and retires a value that Fort makes; docs/write-a-rotator.md shows one of 30
/// lines.
///
/// Whoever may set up a rotation says with option `program` which one, by its name alone: what can be run is in one
/// folder of the server's owner, who configures it. The request goes to its standard input, never into arguments or
/// the environment, which are empty; see [Sandbox].
public final class CommandRotator implements Rotator {
    private final Sandbox sandbox;

    /// @param folder where the programs are
    /// @param userNumber whom they run as when Fort runs as root
    public CommandRotator(Path folder, int userNumber) {
        this.sandbox = new Sandbox(folder, userNumber);
    }

    @Override
    public String kind() {
        return "command";
    }

    @Override
    public SecretValue create(RotationContext context) {
        String field = context.settings().options().getOrDefault("password_field", "password");
        return Fields.of(context.current())
                .with(Map.of(field, Accounts.newPassword(context)))
                .value();
    }

    @Override
    public void apply(RotationContext context) {
        ask(context, Verb.APPLY);
    }

    @Override
    public void verify(RotationContext context) {
        ask(context, Verb.VERIFY);
    }

    @Override
    public void finish(RotationContext context) {
        ask(context, Verb.FINISH);
    }

    @Override
    public void undo(RotationContext context) {
        if (context.next() != null) {
            ask(context, Verb.UNDO);
        }
    }

    private void ask(RotationContext context, Verb verb) {
        Fields request = PluginMessage.request(context, verb);
        SecretValue credential = context.target().credential();
        byte[] input = (credential == null ? request : request.with("credential", Fields.of(credential))).json();
        byte[] output = new byte[0];
        String program = context.settings().options().getOrDefault("program", "");
        try {
            output = sandbox.run(program, input, verb.changes(), context);
            String place = "the rotator " + program;
            PluginMessage.require(Fields.parse(output, "what " + place + " answered"), context, place);
        } finally {
            Arrays.fill(input, (byte) 0);
            Arrays.fill(output, (byte) 0);
        }
    }
}
