package fort.rotation.mysql;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.Rotator;
import fort.rotation.support.Accounts;

/// Passwords of MariaDB users: two or more in turn, or one where the application bears that its password changes
/// under
/// it. A MySQL server is refused: its accounts work in another way, with two passwords each.
///
/// - The target's address is `host[:port][/database]`; its credential is a user with the right `CREATE USER`.
/// - Where the address names a database, the fence is remembered in its table `fort_rotation`, which Fort makes; the
///   credential needs the rights for that. A server-wide lock keeps two rotations of one secret apart.
/// - The server gets the hash that it would store: neither its general log nor its binary log ever see a password.
/// - Option `host` is the host part of the accounts, `%` unless said; option `database` is where a login is tried,
///   otherwise none.
/// - *Finish* gives the other users a password that nobody knows.
public final class MysqlRotator implements Rotator {
    @Override
    public String kind() {
        return "mysql";
    }

    @Override
    public SecretValue create(RotationContext context) {
        return Accounts.of(context).create();
    }

    @Override
    public void apply(RotationContext context) {
        Accounts.Login next = Accounts.of(context).next();
        change(context, next.user(), NativeHash.of(next.password()));
    }

    @Override
    public void verify(RotationContext context) {
        try (Session session = Session.consumer(context, Accounts.of(context).next())) {
            session.ping();
        }
    }

    @Override
    public void finish(RotationContext context) {
        for (String user : Accounts.of(context).others()) {
            change(context, user, NativeHash.ofNobody(context.random()));
        }
    }

    @Override
    public void undo(RotationContext context) {
        Accounts accounts = Accounts.of(context);
        if (!accounts.hasNext()) {
            return;
        }
        Accounts.Login current = accounts.current();
        String user = accounts.next().user();
        String hash =
                user.equals(current.user()) ? NativeHash.of(current.password()) : NativeHash.ofNobody(context.random());
        change(context, user, hash);
    }

    private static void change(RotationContext context, String user, String hash) {
        try (Session session = Session.administrator(context)) {
            session.begin();
            session.changePassword(user, hash);
        }
    }
}
