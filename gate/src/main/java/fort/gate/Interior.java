package fort.gate;

import fort.access.Acl;
import fort.access.AclCache;
import fort.access.Policies;
import fort.access.Roles;
import fort.audit.Appender;
import fort.audit.AuditLog;
import fort.crypto.KeyedHash;
import fort.crypto.Keyring;
import fort.crypto.RandomText;
import fort.domain.Caller;
import fort.domain.EnvironmentName;
import fort.domain.TypePolicies;
import fort.identity.Credential;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Feed;
import fort.store.ReadSet;
import fort.store.RowCipher;
import fort.store.RowName;
import fort.store.Rows;
import fort.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What exists of a chamber only while it is unsealed: its keyring, its opened rows, its log, its identities and
/// rights.
final class Interior implements AutoCloseable {
    static final Collection<Mount> MOUNTS = Collection.of("mount", Mount.class);

    /// More mounts than anyone needs; each is looked at by `sys/mounts`.
    static final int MOUNTS_MAX = 1_000;

    /// Compiled rule sets kept: one for each set of policies in use.
    static final int ACLS_MAX = 10_000;

    private static final String REPORT_HEADING = "fort report, not a checkpoint, of ";

    private final Chamber chamber;
    private final EnvironmentName environment;
    private final Rows rows;
    private final AuditLog log;
    private final Alerts alerts;
    private final Identities identities;
    private final Policies policies;
    private final Roles roles;
    private final AclCache acls;
    private final TypePolicies types;
    private final Surroundings surroundings;
    private final KeyedHash fingerprints;
    private final String storageKeySuffix;
    private final AtomicLong storageKeys = new AtomicLong();
    private final Keyring keyring;
    private volatile boolean rewrapWanted = true;
    private final UnaryOperator<byte[]> reportSigner;
    private volatile MountTable mounts;
    private final Upkeep upkeep;
    private final Turn notifying;
    private final Turn indexing;
    private final Turn housekeeping;
    private final Feed.Listener foreign = new Foreign();
    private final Fetches fetches;
    private final Changes changes = new Changes();

    Interior(
            Chamber chamber,
            EnvironmentSettings settings,
            Keyring keyring,
            Surroundings surroundings,
            LogOpener opener) {
        this.chamber = chamber;
        this.environment = settings.name();
        this.keyring = keyring;
        this.types = settings.types();
        this.surroundings = surroundings;
        this.fingerprints = keyring.keyedHash("secret/fingerprint");
        this.storageKeySuffix = new RandomText(surroundings.random()).base62(8);
        this.rows = new Rows(settings.store(), new KeyringCipher(), settings.cacheRowsMax());
        this.alerts = new Alerts(rows);
        this.fetches = new Fetches(rows);
        this.identities = new Identities(environment, rows, keyring, surroundings);
        this.policies = new Policies(rows);
        this.roles = new Roles(rows);
        this.acls = new AclCache(rows, surroundings.clock(), ACLS_MAX);
        settings.store().feed().listen(foreign);
        this.mounts = loadMounts();
        this.log = opener.open(rows, this::committed);
        this.reportSigner = opener.reportSigner(rows);
        this.notifying = turn("notify");
        this.indexing = turn("index");
        this.housekeeping = turn("upkeep");
        this.upkeep = new Upkeep(this, Upkeep.Limits.DEFAULT);
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

    /// Who fetched what, to be written to the ledger of consumers.
    Fetches fetches() {
        return fetches;
    }

    /// Whom to tell of changed secrets.
    Changes changes() {
        return changes;
    }

    Keyring keyring() {
        return keyring;
    }

    Chamber chamber() {
        return chamber;
    }

    private Turn turn(String work) {
        return new Turn(rows, surroundings.node() + "/" + storageKeySuffix, work);
    }

    /// Whose part it is to deliver alerts.
    Turn notifying() {
        return notifying;
    }

    /// Whose part it is to build the log's search index.
    Turn indexing() {
        return indexing;
    }

    /// Whose part it is to run [#upkeep].
    Turn housekeeping() {
        return housekeeping;
    }

    /// What cannot wait for the housekeeping.
    void tick() {
        upkeep.tick(surroundings.clock().instant());
    }

    /// One run of housekeeping.
    void upkeep() {
        upkeep.run(surroundings.clock().instant());
    }

    /// Asks the background to look for values whose key is sealed under an older environment key.
    void rewrapWanted() {
        rewrapWanted = true;
    }

    boolean takeRewrapWanted() {
        boolean wanted = rewrapWanted;
        rewrapWanted = false;
        return wanted;
    }

    MountTable mounts() {
        ReadSet.tookAll(MOUNTS.name());
        return store().feed().current() ? mounts : mountsNow();
    }

    private Store store() {
        return rows.store();
    }

    TypePolicies types() {
        return types;
    }

    Identities identities() {
        return identities;
    }

    Policies policies() {
        return policies;
    }

    Roles roles() {
        return roles;
    }

    /// Hashes values for the no-reuse rule; keyed, so they say nothing to who holds the store.
    KeyedHash fingerprints() {
        return fingerprints;
    }

    Instant now() {
        return surroundings.clock().instant();
    }

    SecureRandom random() {
        return surroundings.random();
    }

    /// Ed25519 signature by the log's own key, in signed-note form, so that a stranger can check a report as he
    /// checks a checkpoint.
    ///
    /// Whoever may have reports signed must not get a checkpoint of his own making signed: what is signed
    /// begins with a line that no checkpoint can begin with, whose first line is the log's name.
    byte[] signReport(byte[] report) {
        byte[] heading = (REPORT_HEADING + environment + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(heading, heading.length + report.length + 1);
        System.arraycopy(report, 0, text, heading.length, report.length);
        text[text.length - 1] = '\n';
        return reportSigner.apply(text);
    }

    /// A key for a new version row: ascending with time so that new rows lie together in the store; unique over
    /// nodes and restarts by its random
    /// part.
    String storageKey(Instant now) {
        return now.toEpochMilli() + "-" + storageKeySuffix + "-" + Long.toString(storageKeys.getAndIncrement(), 36);
    }

    Authenticated authenticate(Request request, Instant now) {
        return switch (request.credential()) {
            case Credential.None _ -> Authenticated.Nobody.PLAIN;
            case Credential.Token token -> identities.authenticate(token.value(), request, now);
            case Credential.Itself itself -> new Authenticated.Itself(Caller.internal(environment, itself.part()));
        };
    }

    Acl acl(Caller caller) {
        return acls.of(caller);
    }

    /// Called by the log's committer: after the changes are durable, before anyone is answered.
    private void committed(List<Change> changes) {
        rows.committed(changes);
        boolean mountsChanged = false;
        for (Change change : changes) {
            mountsChanged |= change.collection().equals(MOUNTS.name());
            if (change.collection().equals(SecretHandlers.HEADS.name())) {
                headChanged(change.key());
            }
        }
        if (mountsChanged) {
            mounts = loadMounts();
        }
    }

    /// What other processes changed. Called by the store, maybe while it keeps everybody from committing.
    private final class Foreign implements Feed.Listener {
        @Override
        public void changed(List<RowName> names) {
            rows.changed(names);
            tellOfHeads(names);
            for (String collection :
                    names.stream().map(RowName::collection).distinct().toList()) {
                if (collection.equals(MOUNTS.name())) {
                    mounts = loadMounts();
                } else if (collection.equals(Chamber.KEYRING.name())) {
                    chamber.adoptKeyring(Interior.this);
                }
            }
        }

        @Override
        public void changedAnything() {
            rows.forget();
            mounts = loadMounts();
            chamber.adoptKeyring(Interior.this);
            changes.changedAnything();
        }

        /// After the cache: who is told reads what is new.
        private void tellOfHeads(List<RowName> names) {
            for (RowName name : names) {
                if (name.collection().equals(SecretHandlers.HEADS.name())) {
                    headChanged(name.key());
                }
            }
        }
    }

    /// A secret's head was changed, by this node or another.
    void headChanged(String headKey) {
        fetches.changed(headKey);
        changes.changed(headKey);
    }

    /// The mounts as the store has them, for decisions that a commit must uphold.
    MountTable mountsNow() {
        return loadMounts();
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
        store().feed().ignore(foreign);
        changes.end();
        log.close();
        rows.forget();
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
    interface LogOpener {
        AuditLog open(Rows rows, Consumer<List<Change>> committed);

        UnaryOperator<byte[]> reportSigner(Rows rows);
    }
}
