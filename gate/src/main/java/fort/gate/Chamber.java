package fort.gate;

import fort.audit.AuditLog;
import fort.audit.AuditRecord;
import fort.audit.LogKeys;
import fort.audit.LogSettings;
import fort.audit.Note;
import fort.audit.NoteSigner;
import fort.crypto.Keyring;
import fort.crypto.RandomText;
import fort.crypto.RootKey;
import fort.crypto.Signer;
import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Feed;
import fort.store.Rows;
import fort.store.Store;
import fort.store.Unit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One environment: its own store, root key, keyring, identities, policies and log. No object spans two chambers, so
/// crossing environments is not a check that can fail but a thing that cannot be written.
///
/// ## Three states
/// *Uninitialised*: the store holds no keyring. *Sealed*: a keyring is there and its root key is not. *Open*:
/// [#interior] exists. Acts
/// that happen before it is open (an unsealing that fails, a request to a sealed environment) cannot be sealed into
/// the log; they wait as [PendingRecords], and are the first thing appended once it opens.
public final class Chamber implements AutoCloseable {
    /// Rows that must be readable while sealed; they hold no secret in clear.
    static final Collection<SealConfig> SEAL =
            new Collection<>("seal", fort.store.Codec.json(SealConfig.class), false, false);

    static final Collection<byte[]> KEYRING = Collection.ofSealedBytes("keyring", false);
    private static final Collection<byte[]> LOG_KEY =
            new Collection<>("log_key", fort.store.Codec.bytes(), true, false);
    private static final String ONLY = "this";

    private final EnvironmentSettings settings;
    private final Surroundings surroundings;
    private final Rows plainRows;
    private volatile @Nullable Interior interior;
    private volatile @Nullable Interior outdated; // its root key is no longer the environment's

    private final Object keyChanges = new Object();

    /// The log of the interior before, which a disk that hangs may have kept from ending.
    private @Nullable AuditLog closing;

    private final PendingRecords pending;

    Chamber(EnvironmentSettings settings, Surroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.plainRows = new Rows(settings.store(), new PlainRows(), 16);
        this.pending = new PendingRecords(plainRows, new RandomText(surroundings.random()).base62(8));
    }

    public EnvironmentName environment() {
        return settings.name();
    }

    /// What is mounted, for routing; an empty table while sealed. Asking shows nothing to a caller: acts on what is
    /// found go through the gate.
    public MountTable mounts() {
        Interior open = interior;
        return open == null ? new MountTable(List.of()) : open.mounts();
    }

    /// The mount a path leads to, or null. Where several processes share the store, one that is not known here may
    /// have been made by another just now.
    public @Nullable Mount mountOf(boolean inAuth, String path) {
        Mount known = mounts().resolve(inAuth, path);
        Feed feed = settings.store().feed();
        return known == null && feed.shared() && feed.catchUp() ? mounts().resolve(inAuth, path) : known;
    }

    /// For the notifier: alerts that no receiver took yet and whose time has come, oldest first. Nothing while
    /// sealed.
    public List<WatchOperation.AlertView> dueAlerts(int limit) {
        Interior open = interior;
        return open == null || !open.notifying().mine(surroundings.clock().instant())
                ? List.of()
                : open.alerts().due(surroundings.clock().instant(), limit).stream()
                        .map(WatchHandlers::view)
                        .toList();
    }

    /// For the rotation worker and the metrics.
    public RotationWatch rotations() {
        return new RotationWatch(() -> interior);
    }

    /// Records in the log, or −1 while sealed.
    public long logSize() {
        Interior open = interior;
        return open == null ? -1 : open.log().size();
    }

    /// Callers that wait for the log to be durable.
    public int logWaiting() {
        Interior open = interior;
        return open == null ? 0 : open.log().waiting();
    }

    /// To be called about each second: checkpoints and heartbeats. Does nothing while sealed.
    public void tick() {
        Interior open = interior;
        if (open != null && open == outdated) {
            seal(); // shares of the new root key open it again
            return;
        }
        if (open != null) {
            open.log().tick();
            unlessSealed(open, open::tick);
        }
    }

    /// To be called now and then by a thread that may be kept for long: builds the log's search index.
    public void maintain() {
        Interior open = interior;
        if (open != null && open.indexing().mine(surroundings.clock().instant())) {
            open.log().maintain();
        }
    }

    /// To be called about each half minute by one thread: housekeeping, see [Upkeep]. Does nothing while sealed.
    public void upkeep() {
        Interior open = interior;
        if (open == null || !open.housekeeping().mine(surroundings.clock().instant())) {
            return;
        }
        unlessSealed(open, open::upkeep);
    }

    private void unlessSealed(Interior open, Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException | Fault e) {
            if (interior == open) {
                throw e;
            } // else it was sealed meanwhile; what is left waits for the unsealing
        }
    }

    /// Held from the planning of a new keyring until it is in use, and while the present one is saved:
    /// otherwise one
    /// of two would store a keyring without the other's key, and what was sealed with that key would be lost.
    Object keyChanges() {
        return keyChanges;
    }

    /// Stores how often each key was used.
    void saveCounters(Interior open) {
        synchronized (keyChanges) {
            Rows.Entry<byte[]> stored = keyringNow(open);
            AuditRecord record = record("seal.save_counters", "system/keyring", "internal", "ok", "");
            open.appender()
                    .append(
                            List.of(plainRows.replace(
                                    KEYRING, stored, open.keyring().sealed())),
                            List.of(record));
        }
    }

    /// Another process changed the keyring, see [ForeignKeys].
    void adoptKeyring(Interior open) {
        if (!ForeignKeys.adopt(
                this, open, plainRows.get(KEYRING, ONLY).orElseThrow().value())) {
            outdated = open;
        }
        open.rewrapWanted();
    }

    public boolean isSealed() {
        return interior == null;
    }

    public boolean isInitialised() {
        return sealConfig().isPresent();
    }

    @Nullable
    Interior interior() {
        return interior;
    }

    Store store() {
        return settings.store();
    }

    EnvironmentSettings settings() {
        return settings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Optional<SealConfig> sealConfig() {
        return plainRows.get(SEAL, ONLY).map(Rows.Entry::value);
    }

    /// Hex, or empty while uninitialised.
    String rootKeyCommitment() {
        return sealConfig().map(SealConfig::commitment).orElse("");
    }

    /// With a seal that keeps the root key: an initialised store is opened; an empty one stays as it is.
    void unsealItself() {
        if (settings.seal() == null || sealConfig().isEmpty()) {
            return;
        }
        Optional<RootKey> kept = settings.seal().obtain(environment());
        if (kept.isEmpty()) {
            return;
        }
        try (RootKey root = kept.get()) {
            unseal(root, record("seal.unseal", "system/" + settings.seal().type(), "internal", "ok", ""));
        }
    }

    /// Writes keyring, seal configuration, log key, furniture and the first token in one transaction, together with
    /// the records of it, which wait for the opening: nothing that can fail comes between the environment's being
    /// there and its key holders' hearing of it. Stays sealed.
    ///
    /// @param records of the initialisation; the first token's is added
    /// @return the first token
    synchronized Identities.IssuedRoot initialise(RootKey root, SealConfig config, FirstRecords records) {
        if (sealConfig().isPresent()) {
            throw new IllegalStateException("initialised already");
        }
        Keyring keyring = Keyring.create(
                environment(), root, surroundings.random(), surroundings.clock().instant());
        byte[] sealedLogKey = newLogKey(keyring);
        List<Change> changes = new ArrayList<>(List.of(
                plainRows.put(SEAL, ONLY, config, Change.ABSENT),
                plainRows.put(KEYRING, ONLY, keyring.sealed(), Change.ABSENT),
                new Change.Put(LOG_KEY.name(), ONLY, Change.ABSENT, sealedLogKey)));
        try (keyring) {
            Rows rows = new Rows(settings.store(), new KeyringRows(keyring), 16);
            changes.addAll(Furnishing.changes(rows, surroundings));
            Identities.IssuedRoot first = new Identities(environment(), rows, keyring, surroundings)
                    .rootToken(surroundings.clock().instant(), 0);
            changes.addAll(first.changes());
            records.of(first).forEach(record -> changes.add(pending.put(record)));
            commitPlain(changes);
            return first;
        }
    }

    /// What is recorded of an initialisation.
    @FunctionalInterface
    interface FirstRecords {
        List<AuditRecord> of(Identities.IssuedRoot first);
    }

    /// @param record what is appended first, before anyone can use the interior
    synchronized void unseal(RootKey root, AuditRecord record) {
        if (interior == null) {
            open(root, List.of(record));
        }
    }

    /// The interior can be used by others only once what waited and these records are durable in its log; when that
    /// fails the chamber stays sealed.
    private Interior open(RootKey root, List<AuditRecord> records) {
        requireNoOtherWriter();
        byte[] sealed = plainRows
                .get(KEYRING, ONLY)
                .map(Rows.Entry::value)
                .orElseThrow(() -> new Fault(
                        Fault.Code.INTEGRITY,
                        "the keyring is missing",
                        environment().value()));
        Keyring keyring = Keyring.open(environment(), root, sealed, surroundings.random());
        SealConfig config = sealConfig().orElseThrow();
        Interior opened;
        try {
            opened = new Interior(this, settings, keyring, surroundings, new Opener(config, keyring));
        } catch (RuntimeException | Error e) {
            keyring.close();
            throw e;
        }
        try {
            pending.appendTo(opened.appender(), this::flood);
            if (!records.isEmpty()) {
                opened.appender().append(List.of(), records);
            }
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
        interior = opened;
        return opened;
    }

    private final class Opener implements Interior.LogOpener {
        private final Keyring keyring;
        private final String origin;

        Opener(SealConfig config, Keyring keyring) {
            this.keyring = keyring;
            this.origin = "fort.example/" + config.clusterId() + "/" + environment();
        }

        @Override
        public AuditLog open(Rows rows, Consumer<List<Change>> committed) {
            return AuditLog.open(
                    LogSettings.of(origin, surroundings.node()),
                    settings.store(),
                    new LogKeys(
                            month -> keyring.derive("audit/" + month),
                            keyring.derive("audit/search"),
                            logSigner(rows, origin)),
                    committed,
                    settings.witnesses(),
                    settings.restoration(),
                    surroundings.clock(),
                    surroundings.random());
        }

        @Override
        public UnaryOperator<byte[]> reportSigner(Rows rows) {
            NoteSigner signer = logSigner(rows, origin);
            return report -> Note.sign(new String(report, StandardCharsets.UTF_8), signer)
                    .bytes();
        }
    }

    private byte[] newLogKey(Keyring keyring) {
        try (Signer signer = Signer.generate(surroundings.random());
                SecretValue seed = signer.seed()) {
            return keyring.sealRow(LOG_KEY.name(), ONLY, seed.reveal(Reveal.granted()));
        }
    }

    private static NoteSigner logSigner(Rows rows, String origin) {
        try (SecretValue seed =
                SecretValue.owning(rows.get(LOG_KEY, ONLY).orElseThrow().value())) {
            return new LogSigner(origin, Signer.of(seed));
        }
    }

    private AuditRecord flood(long dropped) {
        return record("seal.requests_dropped", "anonymous", "unknown", "refused", "sealed, " + dropped + " more");
    }

    /// Makes a record wait for the unsealing. Durable when it returns.
    synchronized void pend(AuditRecord record) {
        Interior open = interior;
        if (open != null) {
            open.appender().append(List.of(), List.of(record));
            return;
        }
        pending.offer(record).ifPresent(change -> commitPlain(List.of(change)));
    }

    /// Closes the interior; keys are wiped. The store stays open.
    synchronized void seal() {
        Interior open = interior;
        interior = null;
        if (open != null) {
            try {
                open.close();
            } finally {
                closing = open.log();
            }
        }
    }

    /// Two committers on one store would write two logs over each other.
    private void requireNoOtherWriter() {
        if (closing != null && closing.mayWrite()) {
            throw new Fault(
                    Fault.Code.AUDIT_UNAVAILABLE,
                    "the environment is still being sealed: its store does not answer",
                    environment().value());
        }
        closing = null;
    }

    /// The keyring as it is stored, after this process has taken over what another one put into it.
    Rows.Entry<byte[]> keyringNow(Interior open) {
        Rows.Entry<byte[]> stored = plainRows.get(KEYRING, ONLY).orElseThrow();
        open.keyring().adopt(stored.value());
        return stored;
    }

    /// Replaces keyring bytes and seal configuration through the log's transaction.
    ///
    /// @param read what the new keyring was made from: if another process was quicker, the unit is refused
    List<Change> resealed(Rows.Entry<byte[]> read, byte[] sealedKeyring, SealConfig config) {
        return List.of(plainRows.replace(KEYRING, read, sealedKeyring), plainRows.put(SEAL, ONLY, config, Change.ANY));
    }

    <T> Reply<T> refuseSealed(Request request, Operation<T> operation, Instant now) {
        boolean initialised = isInitialised();
        Refusal.Reason reason = initialised ? Refusal.Reason.SEALED : Refusal.Reason.UNINITIALISED;
        pend(new AuditRecord(
                now,
                request.id(),
                operation.name(),
                "refused",
                reason.name().toLowerCase(Locale.ROOT),
                "anonymous",
                "none",
                "",
                request.source(),
                request.service(),
                request.target(),
                0,
                "",
                Map.of()));
        return new Reply<>(
                environment(),
                Outcome.refused(
                        reason, initialised ? "the environment is sealed" : "the environment is not initialised"),
                null,
                List.of());
    }

    /// Whose token a request carries, for the record of a violation; never an error.
    String principalOf(Request request, Instant now) {
        return authenticate(request, now) instanceof Authenticated.Known known
                ? known.caller().principal()
                : "unknown";
    }

    /// Whether the request's credential is one of this environment's.
    boolean knows(Request request, Instant now) {
        return authenticate(request, now) instanceof Authenticated.Known;
    }

    private Authenticated authenticate(Request request, Instant now) {
        Interior open = interior;
        if (open == null) {
            return Authenticated.Nobody.PLAIN;
        }
        try {
            return open.authenticate(request, now);
        } catch (IllegalStateException e) {
            if (interior == open) {
                throw e;
            }
            return Authenticated.Nobody.PLAIN; // sealed meanwhile
        }
    }

    AuditRecord record(String operation, String principal, String source, String result, String reason) {
        return new AuditRecord(
                surroundings.clock().instant(),
                "",
                operation,
                result,
                reason,
                principal,
                "internal",
                "",
                source,
                "",
                "sys/" + operation,
                0,
                "",
                Map.of());
    }

    private void commitPlain(List<Change> changes) {
        if (settings.store()
                        .commit(List.of(new Unit(changes)), Store.Closing.NONE)
                        .getFirst()
                == Unit.REFUSED) {
            throw new Fault(
                    Fault.Code.STORE_REFUSED,
                    "another process changed this store at the same time",
                    environment().value());
        }
    }

    @Override
    public synchronized void close() {
        seal();
        settings.store().close();
    }
}
