package fort.audit;

import fort.audit.RecordWriter.EncodedRecord;
import fort.domain.Fault;
import fort.store.Change;
import fort.store.Reads;
import fort.store.Store;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One environment's log: the only writer of its store, and the reader of its records.
///
/// A record is sealed, hashed into an RFC 6962 tree and made durable, together with the changes of the act it
/// tells of, before [#append] returns. The tree is published as C2SP `tlog-tiles` under signed checkpoints that
/// witnesses cosign; the format is written down in docs/decisions/0004-audit-log-format.md.
///
/// Thread-safe. Owns one thread, the committer; the assembly calls [#tick] and [#maintain].
public final class AuditLog implements Appender, AutoCloseable {
    /// Records one append may carry.
    public static final int RECORDS_MAX = 6000;

    /// Records one search or tail may return.
    public static final int PAGE_MAX = 1000;

    /// How often a checkpoint is made anew at opening because another process was quicker to show one.
    private static final int SHOWS_MAX = 3;

    private static final EncodedRecord[] NO_RECORDS = {};

    private final LogSettings settings;
    private final Store store;
    private final LogKeys keys;
    private final InstantSource clock;
    private final Mailbox mailbox;
    private final Checkpoints checkpoints;
    private final Committer committer;
    private final Search search;
    private final Witnessing witnessing;
    private final Thread committerThread;
    private @Nullable Instant lastHeartbeat;
    private @Nullable Instant lastCheckpoint;
    private long witnessedSize = -1;
    private volatile int cosigned;
    private volatile boolean witnessRefused;

    private AuditLog(
            LogSettings settings,
            Store store,
            LogKeys keys,
            Consumer<List<Change>> committed,
            Witnesses witnesses,
            InstantSource clock,
            SecureRandom random) {
        this.settings = settings;
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        mailbox = new Mailbox(settings.queueMax());
        checkpoints = new Checkpoints(settings.origin(), keys.signer(), clock);
        search = new Search(store, settings, keys);
        witnessing = new Witnessing(witnesses);
        LogReader reader = new LogReader(store);
        Tree tree = Tree.load(reader, LogReader.size(store));
        checkpoints.load(store, reader, tree);
        Sealer sealer = new Sealer(settings.origin(), keys.sealingKeyOfMonth(), random);
        committer = new Committer(store, mailbox, sealer, checkpoints, committed, settings.origin(), tree);
        committerThread = Thread.ofPlatform()
                .name("committer " + settings.origin())
                .daemon()
                .unstarted(committer);
    }

    /// Opens the log and starts its committer thread. Costs a few row reads, whatever the log's size.
    ///
    /// @param committed called with the changes of each transaction after it is durable and before anyone is
    ///     answered
    /// @param restoration an operator's decision to go on although a witness has seen a larger log
    /// @throws Fault INTEGRITY when the last checkpoint does not fit the records, ROLLED_BACK when a witness
    ///     has seen a larger or another log, AUDIT_UNAVAILABLE when fewer witnesses answer than are required
    public static AuditLog open(
            LogSettings settings,
            Store store,
            LogKeys keys,
            Consumer<List<Change>> committed,
            Witnesses witnesses,
            Optional<Restoration> restoration,
            InstantSource clock,
            SecureRandom random) {
        AuditLog log = new AuditLog(settings, store, keys, committed, witnesses, clock, random);
        log.committerThread.start();
        try {
            if (restoration.isPresent()) {
                log.recordRestoration(restoration.get());
            } else if (!log.witnessing.isEmpty()) {
                log.requireNotOlderThanWitness();
            }
            return log;
        } catch (RuntimeException | Error e) {
            log.close();
            throw e;
        }
    }

    @Override
    public Appended append(List<Change> changes, List<AuditRecord> records) {
        return append(changes, Reads.NONE, records);
    }

    /// Like [Appender#append], for an act that was decided with rows from a cache: it conflicts, and is not
    /// recorded,
    /// when another process changed one of them meanwhile.
    public Appended append(List<Change> changes, Reads reads, List<AuditRecord> records) {
        if (records.isEmpty() || records.size() > RECORDS_MAX) {
            throw new IllegalArgumentException("an append carries 1 to " + RECORDS_MAX + " records");
        }
        EncodedRecord[] encoded = new EncodedRecord[records.size()];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = RecordWriter.encode(records.get(i), settings.node(), Envelope.SALT_LENGTH);
        }
        return submit(new Request(changes, reads, encoded, false));
    }

    private Appended submit(Request request) {
        return switch (mailbox.leave(request)) {
            case ACCEPTED -> request.await(settings.waitMax());
            case FULL ->
                throw new Fault(
                        Fault.Code.OVERLOADED,
                        "too many requests wait for the audit log",
                        settings.queueMax() + " callers wait");
            case CLOSED -> throw new Fault(Fault.Code.AUDIT_UNAVAILABLE, "the audit log is closed", settings.origin());
        };
    }

    private void commitRows(List<Change> changes) {
        submit(new Request(changes, NO_RECORDS, false));
    }

    /// Number of durable records, those of other processes included.
    public long size() {
        return store.feed().shared() ? Math.max(committer.size(), LogReader.size(store)) : committer.size();
    }

    /// How many callers wait for durability now.
    public int waiting() {
        return mailbox.waiting();
    }

    public String origin() {
        return settings.origin();
    }

    /// Verifier key of the checkpoints, `name+hash+base64`, as `sumdb/note` reads it.
    public String verifierKey() {
        return checkpoints.key().text();
    }

    /// To be called about each second by the assembly's scheduler: writes the heartbeat when it is due, signs a
    /// checkpoint when something changed, and shows it to the witnesses.
    ///
    /// @throws Fault when the store does not take it; call again
    public synchronized void tick() {
        Instant now = clock.instant();
        if (due(lastHeartbeat, settings.heartbeatEvery().toMillis(), now)) {
            append(List.of(), List.of(internal("audit.heartbeat", Map.of())));
            lastHeartbeat = now;
        }
        if (due(lastCheckpoint, settings.checkpointEvery().toMillis(), now)) {
            long size = size();
            if (!covered(size)) {
                sign();
            }
            lastCheckpoint = now;
        }
        Checkpoints.Signed newest = checkpoints.newest();
        if (!witnessing.isEmpty() && newest != null && newest.checkpoint().size() > witnessedSize) {
            show(newest);
        }
    }

    /// Another process may have signed.
    private boolean covered(long size) {
        if (!checkpoints.covers(size) && store.feed().shared()) {
            checkpoints.adoptNewest(store);
        }
        return checkpoints.covers(size);
    }

    private static boolean due(@Nullable Instant last, long everyMillis, Instant now) {
        return last == null || now.isBefore(last) || now.toEpochMilli() - last.toEpochMilli() >= everyMillis;
    }

    private Witnessing.Result show(Checkpoints.Signed signed) {
        long size = signed.checkpoint().size();
        Witnessing.Result shown = witnessing.show(signed, known -> consistency(known, size));
        // Another process may have shown a newer one; only more than the store holds is a sign of a rollback.
        boolean overtaken = shown.refused() && shown.largestKnown() > size && shown.largestKnown() <= size();
        Witnessing.Result result = overtaken ? shown.withoutRefusal() : shown;
        cosigned = result.cosigned();
        witnessRefused = result.refused();
        if (result.cosigned() > 0) {
            List<Change> rows = checkpoints.cosigned(result.signed());
            if (!rows.isEmpty()) {
                commitRows(rows);
            }
        }
        if (result.enough() && !result.refused()) {
            witnessedSize = size;
        }
        return result;
    }

    private void requireNotOlderThanWitness() {
        Checkpoints.Signed shown = newestOrSigned();
        Witnessing.Result result = show(shown);
        for (int i = 1;
                i < SHOWS_MAX
                        && !result.refused()
                        && result.largestKnown() > shown.checkpoint().size();
                i++) {
            shown = sign(); // another process has shown a newer one
            result = show(shown);
        }
        if (result.refused()) {
            throw new Fault(
                    Fault.Code.ROLLED_BACK,
                    "the audit log is older than a witness has seen, or another one",
                    "the log has " + size() + " records, a witness has seen " + result.largestKnown());
        }
        if (!result.enough()) {
            throw new Fault(
                    Fault.Code.AUDIT_UNAVAILABLE,
                    "too few witnesses answer",
                    result.cosigned() + " cosigned the checkpoint");
        }
    }

    private Checkpoints.Signed newestOrSigned() {
        Checkpoints.Signed newest = checkpoints.newest();
        return newest == null ? sign() : newest;
    }

    private void recordRestoration(Restoration restoration) {
        Checkpoints.Signed newest = checkpoints.newest();
        long restoredTo = newest == null ? 0 : newest.checkpoint().size();
        long witnessed =
                newest == null || witnessing.isEmpty() ? 0 : show(newest).largestKnown();
        Map<String, String> details = Map.of(
                "approver", restoration.approver(),
                "explanation", restoration.reason(),
                "records_now", Long.toString(size()),
                "checkpoint_size", Long.toString(restoredTo),
                "witnessed_size", Long.toString(witnessed));
        append(List.of(), List.of(internal("audit.restored", details)));
    }

    private AuditRecord internal(String operation, Map<String, String> details) {
        return new AuditRecord(
                clock.instant(),
                "",
                operation,
                "ok",
                "",
                "system/audit",
                "internal",
                "",
                "internal",
                "",
                "",
                0,
                "",
                details);
    }

    /// To be called now and then by a background thread: builds the search index of at most one closed segment.
    ///
    /// @return whether it did something; call again then
    public boolean maintain() {
        return search.build(size(), this::commitRows);
    }

    /// Throws the search index away; [#maintain] builds it again from the log.
    public void dropSearchIndex() {
        search.drop(this::commitRows);
    }

    /// The newest signed checkpoint as a note, with cosignatures once witnesses gave them.
    public byte[] checkpoint() {
        if (store.feed().shared()) {
            checkpoints.adoptNewest(store);
        }
        Checkpoints.Signed newest = checkpoints.newest();
        return (newest == null ? sign() : newest).note().bytes();
    }

    /// Signs now when records came since the last checkpoint.
    public byte[] checkpointNow() {
        return covering(size()).note().bytes();
    }

    /// @param size of the tree that was signed
    /// @param note the checkpoint
    public record Covering(long size, byte[] note) {}

    /// The newest checkpoint when it covers so many records; signs one only when it does not, so that asking for
    /// proofs again and again costs no signature each.
    public Covering checkpointCovering(long size) {
        Checkpoints.Signed signed = covering(size);
        return new Covering(signed.checkpoint().size(), signed.note().bytes());
    }

    private Checkpoints.Signed covering(long size) {
        Checkpoints.Signed newest = covered(size) ? checkpoints.newest() : null;
        return newest != null && newest.checkpoint().size() >= size ? newest : sign();
    }

    private Checkpoints.Signed sign() {
        submit(new Request(List.of(), NO_RECORDS, true));
        Checkpoints.Signed signed = checkpoints.newest();
        if (signed == null) {
            throw new IllegalStateException("a committed checkpoint is remembered");
        }
        return signed;
    }

    /// A file of the C2SP `tlog-tiles` layout: `checkpoint`, `tile/<L>/<N>[.p/<W>]`,
    /// `tile/entries/<N>[.p/<W>]`; empty when there is none.
    public Optional<byte[]> resource(String path) {
        return path.equals("checkpoint")
                ? Optional.of(checkpoint())
                : TilePath.parse(path).flatMap(tile -> new LogTiles(store, size()).read(tile));
    }

    /// @throws Fault INTEGRITY when the stored bytes do not open at this index
    public Optional<LoggedRecord> record(long index) {
        if (index < 0 || index >= size()) {
            return Optional.empty();
        }
        List<LoggedRecord> found = search.read(index, index + 1, Query.ALL);
        if (found.isEmpty()) {
            throw new Fault(Fault.Code.INTEGRITY, "a record of the audit log cannot be opened", "record " + index);
        }
        return Optional.of(found.getFirst());
    }

    /// Newest first. Records that no longer open, because their month's key was thrown away, are passed over.
    ///
    /// @param before only records below this index; the cursor of the page before, or `Long.MAX_VALUE`
    /// @param limit 1 to 1,000
    public Query.Page search(Query query, long before, int limit) {
        requirePage(limit);
        return search.find(query, before, limit, size());
    }

    /// The records from index `from` on, oldest first; at most `limit` (1 to 1,000) of them are looked at.
    public List<LoggedRecord> tail(long from, int limit) {
        requirePage(limit);
        long start = Math.max(0, from);
        long end = Math.min(size(), start + limit);
        return start < end ? search.read(start, end, Query.ALL) : List.of();
    }

    private static void requirePage(int limit) {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("a page has 1 to " + PAGE_MAX + " records");
        }
    }

    /// RFC 9162 inclusion path of a leaf in the tree of `size` leaves.
    ///
    /// @throws IllegalArgumentException unless `0 <= index < size <= size()`
    public List<byte[]> inclusion(long index, long size) {
        requireSize(size);
        return Proofs.inclusion(index, size, new LogReader(store)::node);
    }

    /// RFC 9162 consistency proof between two sizes; empty for equal sizes and from 0.
    ///
    /// @throws IllegalArgumentException unless `0 <= from <= to <= size()`
    public List<byte[]> consistency(long from, long to) {
        requireSize(to);
        return Proofs.consistency(from, to, new LogReader(store)::node);
    }

    private void requireSize(long size) {
        if (size > size()) {
            throw new IllegalArgumentException("the log has no tree of this size yet");
        }
    }

    /// Inclusion proof and signed checkpoint for a receipt's text; signs a checkpoint when none covers it yet.
    /// Empty when the receipt is not of this log: wrong origin, index beyond the end, or another leaf at its
    /// place.
    public Optional<InclusionProof> prove(String receipt) {
        String[] parts = receipt.split(":", -1);
        if (parts.length != 3 || !parts[0].equals(settings.origin())) {
            return Optional.empty();
        }
        try {
            long index = Checkpoint.size(parts[1]);
            byte[] leafHash = HexFormat.of().parseHex(parts[2]);
            return index < size() ? prove(index, leafHash) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<InclusionProof> prove(long index, byte[] leafHash) {
        Checkpoints.Signed signed = covering(index + 1);
        long size = signed.checkpoint().size();
        LogReader reader = new LogReader(store);
        if (!MessageDigest.isEqual(reader.node(0, index, size), leafHash)) {
            return Optional.empty();
        }
        List<byte[]> path = Proofs.inclusion(index, size, reader::node);
        return Optional.of(
                new InclusionProof(index, leafHash, size, path, signed.note().bytes()));
    }

    /// Reads the whole log and checks it against every stored checkpoint; opens each record whose key is there.
    ///
    /// @param progress told the number of records read so far, now and then
    public VerificationReport verify(LongConsumer progress) {
        return StoredVerification.run(store, settings.origin(), keys, checkpoints, size(), progress);
    }

    /// Writes the log as static files in the `tlog-tiles` layout, for a verifier that needs nothing but the
    /// public key.
    public void export(Path folder) {
        Checkpoints.Signed signed = covering(size());
        new LogTiles(store, signed.checkpoint().size())
                .export(folder, signed.note().bytes());
    }

    /// How many witnesses cosigned the newest checkpoint they were shown.
    public int cosigned() {
        return cosigned;
    }

    /// Whether a witness refused the newest checkpoint because it has seen a larger or another tree: somebody
    /// else writes under this name, or the store was rolled back. Must raise an alert.
    public boolean witnessRefused() {
        return witnessRefused;
    }

    /// Finishes what waits and stops the committer. The store stays open.
    /// Whether its committer may still write: also after [#close], when a disk that does not answer holds it. No
    /// second log may be opened on the same store then.
    public boolean mayWrite() {
        return committerThread.isAlive();
    }

    @Override
    public void close() {
        Request left = mailbox.close();
        boolean interrupted = false;
        try {
            interrupted = !committerThread.join(settings.waitMax());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupted = true;
        }
        if (left != null && !interrupted) {
            committer.commitAll(left);
        }
    }
}
