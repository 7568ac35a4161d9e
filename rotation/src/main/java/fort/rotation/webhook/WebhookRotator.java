package fort.rotation.webhook;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.Rotator;
import fort.rotation.support.Accounts;
import fort.rotation.support.Fields;
import fort.rotation.support.PluginMessage.Verb;
import java.util.Map;

/// Asks a service to set, test and retire a value that Fort makes. What is sent is in docs/write-a-rotator.md.
///
/// - The target's address is the one URL that is ever called: `https`, or `http` on this machine; redirects are not
///   followed. Its credential's field `signing_key` is shared with the service.
/// - Each request is signed, dated, and carries an idempotency key that is the same when it is sent again.
/// - Option `password_field` names the field that gets a new value, `password` unless said.
public final class WebhookRotator implements Rotator {
    @Override
    public String kind() {
        return "webhook";
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
        Call.make(context, Verb.APPLY);
    }

    @Override
    public void verify(RotationContext context) {
        Call.make(context, Verb.VERIFY);
    }

    @Override
    public void finish(RotationContext context) {
        Call.make(context, Verb.FINISH);
    }

    @Override
    public void undo(RotationContext context) {
        if (context.next() != null) {
            Call.make(context, Verb.UNDO);
        }
    }
}
