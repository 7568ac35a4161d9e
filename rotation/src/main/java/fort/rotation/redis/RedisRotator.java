package fort.rotation.redis;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.Rotator;
import fort.rotation.support.Accounts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The password of an ACL user of Redis 6 or newer, or Valkey. Such a user can have several: the next one is added,
/// and
/// *finish* leaves the current one alone. All passwords of the user are Fort's.
///
/// - The target's address is `host[:port]`; its credential is a user that may run `ACL` and, for the fence, touch
///   keys
///   under `fort:rotation:`. Without those keys' right no fence is remembered.
/// - The server gets SHA-256 hashes (`#…`), never a new password.
/// - What was changed is kept over a restart by `ACL SAVE`, or `CONFIG REWRITE` where no ACL file is set up; option
///   `persist` = `none` leaves that to others.
public final class RedisRotator implements Rotator {
    @Override
    public String kind() {
        return "redis";
    }

    @Override
    public SecretValue create(RotationContext context) {
        return Accounts.of(context).create();
    }

    @Override
    public void apply(RotationContext context) {
        Accounts.Login next = Accounts.of(context).next();
        change(context, next.user(), user -> List.of("#" + hash(next.password())));
    }

    @Override
    public void verify(RotationContext context) {
        Session.open(context, List.of(Accounts.of(context).next())).close();
    }

    @Override
    public void finish(RotationContext context) {
        Accounts.Login current = Accounts.of(context).current();
        change(context, current.user(), user -> List.of("resetpass", "#" + hash(current.password())));
    }

    @Override
    public void undo(RotationContext context) {
        Accounts accounts = Accounts.of(context);
        if (!accounts.hasNext()) {
            return;
        }
        String kept = "#" + hash(accounts.current().password());
        String withdrawn = hash(accounts.next().password());
        change(
                context,
                accounts.next().user(),
                there -> there.contains(withdrawn) ? List.of(kept, "!" + withdrawn) : List.of(kept));
    }

    private static void change(RotationContext context, String user, Session.Rules rules) {
        try (Session session = Session.administrator(context)) {
            session.change(user, rules);
        }
    }

    private static String hash(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
