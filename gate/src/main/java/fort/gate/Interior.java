package fort.gate;

import fort.access.Acl;
import fort.audit.Appender;
import fort.audit.AuditLog;
import fort.crypto.Keyring;
import fort.domain.Caller;
import fort.domain.EnvironmentName;
import fort.domain.TypePolicies;
import fort.identity.AppRoles;
import fort.identity.Credential;
import fort.identity.Tokens;
import fort.identity.Users;
import fort.store.Change;
import fort.store.Collection;
import fort.store.RowCipher;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What exists of a chamber only while it is unsealed: its keyring, its opened rows, its log, its identities and rights.
final class Interior implements AutoCloseable {
    static final Collection<Mount> MOUNTS = Collection.of("mount", Mount.class);

    /// More mounts than anyone needs; each is looked at by `sys/mounts`.
    static final int MOUNTS_MAX = 1_000;

    private final EnvironmentName environment;
    private final Rows rows;
    private final AuditLog log;
    private final Alerts alerts;
    private final Identities identities;
    private final Rights rights;
    private final TypePolicies types;
    private volatile Keyring keyring;
    private volatile MountTable mounts;

    Interior(EnvironmentSettings settings, Keyring keyring, Surroundings surroundings, LogOpener opener) {
        this.environment = settings.name();
        this.keyring = keyring;
        this.types = settings.types();
        this.rows = new Rows(settings.store(), new KeyringCipher(), settings.cacheRowsMax());
        this.alerts = new Alerts(rows);
        this.identities = new Identities(environment, rows, keyring, surroundings);
        this.rights = new Rights(rows);
        this.mounts = loadMounts();
        this.log = opener.open(rows, this::committed);
    }

    EnvironmentName environment() {
        return environment;
    }

    Rows rows() {
        return rows;
    }

    /// The log for reading; appending is the gate's alone.
    AuditLog log() {
        return log;
    }

    Appender appender() {
        return log;
    }

    Alerts alerts() {
        return alerts;
    }

    Keyring keyring() {
        return keyring;
    }

    void keyring(Keyring newer) {
        keyring = newer;
    }

    MountTable mounts() {
        return mounts;
    }

    TypePolicies types() {
        return types;
    }

    Tokens tokens() {
        return identities.tokens();
    }

    Users users() {
        return identities.users();
    }

    AppRoles appRoles() {
        return identities.appRoles();
    }

    Rights rights() {
        return rights;
    }

    Authenticated authenticate(Request request, Instant now) {
        return switch (request.credential()) {
            case Credential.None _ -> Authenticated.NOBODY;
            case Credential.Token token -> identities.authenticate(token.value(), request, now);
            case Credential.Itself itself -> new Authenticated.Itself(Caller.internal(environment, itself.part()));
        };
    }

    Acl acl(Caller caller) {
        return rights.of(caller);
    }

    /// Called by the log's committer: after the changes are durable, before anyone is answered.
    private void committed(List<Change> changes) {
        rows.committed(changes);
        boolean mountsChanged = false;
        boolean rightsChanged = false;
        for (Change change : changes) {
            mountsChanged |= change.collection().equals(MOUNTS.name());
            rightsChanged |= rights.concerns(change.collection());
        }
        if (mountsChanged) {
            mounts = loadMounts();
        }
        if (rightsChanged) {
            rights.forget();
        }
    }

    private MountTable loadMounts() {
        List<Mount> all = new ArrayList<>();
        for (Rows.Entry<Mount> entry : rows.scan(MOUNTS, "", "", MOUNTS_MAX)) {
            all.add(entry.value());
        }
        return new MountTable(all);
    }

    @Override
    public void close() {
        log.close();
        rows.forget();
        identities.close();
        keyring.close();
    }

    /// Delegates to whichever keyring holds now, so that rotation needs no new rows object.
    private final class KeyringCipher implements RowCipher {
        @Override
        public byte[] seal(String collection, String key, byte[] plain) {
            return keyring.sealRow(collection, key, plain);
        }

        @Override
        public byte[] open(String collection, String key, byte[] sealed) {
            return keyring.openRow(collection, key, sealed);
        }
    }

    /// Opens the log over rows that can be read; a port because the log's keys are the chamber's business.
    @FunctionalInterface
    interface LogOpener {
        AuditLog open(Rows rows, java.util.function.Consumer<List<Change>> committed);
    }
}
