package fort.rotation.postgresql;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.Rotator;
import fort.rotation.support.Accounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Passwords of PostgreSQL roles: two or more in turn, or one where the application bears that its password changes
/// under it.
///
/// - The target's address is `host[:port][/database]`; its credential is a role that may change the others
///   (`CREATEROLE`, and since PostgreSQL 16 their admin option). Without a credential, the secret's own role is used.
/// - Option `database` is where a login is tried, otherwise the address's.
/// - The server gets a SCRAM-SHA-256 verifier (RFC 5803), computed here: neither its log nor its statistics ever
///   see a password.
/// - The fence is remembered in each role's comment, in the transaction that changes the password. Roles that may
///   not comment (a single role on its own) go without.
/// - *Finish* takes the password from the roles that the current value is not of; with option `end_sessions` =
///   `true` it ends their sessions too.
public final class PostgresqlRotator implements Rotator {
    @Override
    public String kind() {
        return "postgresql";
    }

    @Override
    public SecretValue create(RotationContext context) {
        return Accounts.of(context).create();
    }

    @Override
    public void apply(RotationContext context) {
        Accounts.Login next = Accounts.of(context).next();
        change(context, next.user(), next.password());
    }

    @Override
    public void verify(RotationContext context) {
        try (Session session = Session.consumer(context, Accounts.of(context).next())) {
            session.ping();
        }
    }

    @Override
    public void finish(RotationContext context) {
        List<String> others = Accounts.of(context).others();
        if (others.isEmpty()) {
            return;
        }
        try (Session session = Session.administrator(context)) {
            session.begin();
            for (String user : others) {
                session.changePassword(user, null);
            }
            if (context.settings().options().getOrDefault("end_sessions", "").equals("true")) {
                session.endSessions(others);
            }
            session.commit();
        }
    }

    @Override
    public void undo(RotationContext context) {
        Accounts accounts = Accounts.of(context);
        if (!accounts.hasNext()) {
            return;
        }
        Accounts.Login current = accounts.current();
        Accounts.Login next = accounts.next();
        boolean same = next.user().equals(current.user());
        change(context, next.user(), same ? current.password() : null);
    }

    private static void change(RotationContext context, String user, @Nullable String password) {
        try (Session session = Session.administrator(context)) {
            session.begin();
            session.changePassword(user, password);
            session.commit();
        }
    }
}
