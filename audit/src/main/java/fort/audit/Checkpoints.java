package fort.audit;

import fort.domain.Fault;
import fort.store.Change;
import fort.store.Store;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The signed checkpoints: makes new ones inside the committer's transaction and remembers the newest.
///
/// One checkpoint is kept for each minute in which something changed; the ones in between are dropped as newer
/// ones replace them.
final class Checkpoints {
    private static final long KEEP_EVERY_SECONDS = 60;

    private final String origin;
    private final NoteSigner signer;
    private final VerifierKey key;
    private final InstantSource clock;
    private volatile @Nullable Signed newest;

    /// The last one this process signed.
    private @Nullable Signed own;

    private @Nullable Signed pending;

    Checkpoints(String origin, NoteSigner signer, InstantSource clock) {
        this.origin = origin;
        this.signer = signer;
        this.clock = clock;
        this.key = new VerifierKey(signer.name(), VerifierKey.ED25519, signer.publicKey());
        if (!origin.equals(signer.name())) {
            throw new IllegalArgumentException("the checkpoint key carries the log's origin as its name");
        }
    }

    VerifierKey key() {
        return key;
    }

    @Nullable
    Signed newest() {
        return newest;
    }

    /// Reads the newest stored checkpoint and checks it against the tree as it is now.
    ///
    /// @throws Fault INTEGRITY when it is not ours or does not fit
    void load(Store store, LogReader reader, Tree tree) {
        List<Store.Row> rows = store.scanBackwards(LogRows.CHECKPOINT, "", 1);
        if (rows.isEmpty()) {
            newest = null;
            return;
        }
        Signed stored = read(rows.getFirst().bytes())
                .orElseThrow(() -> damaged("the newest checkpoint is not signed by this log's key"));
        long size = stored.checkpoint().size();
        if (size > tree.size()) {
            throw damaged("the newest checkpoint has " + size + " records, the log " + tree.size());
        }
        byte[] root = size == tree.size() ? tree.root() : reader.root(size);
        if (!MessageDigest.isEqual(root, stored.checkpoint().root())) {
            throw damaged("the records do not lead to the root of the checkpoint at " + size);
        }
        newest = stored;
    }

    /// Takes over a newer one that another process signed and stored.
    void adoptNewest(Store store) {
        store.scanBackwards(LogRows.CHECKPOINT, "", 1).stream()
                .flatMap(row -> read(row.bytes()).stream())
                .filter(signed -> !covers(signed.checkpoint().size()))
                .forEach(signed -> newest = signed);
    }

    /// Empty when the bytes are not a checkpoint signed by this log.
    Optional<Signed> read(byte[] bytes) {
        try {
            Note note = Note.parse(bytes);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            return note.signedBy(key) && checkpoint.origin().equals(origin)
                    ? Optional.of(new Signed(checkpoint, note, 0))
                    : Optional.empty();
        } catch (InvalidNote e) {
            return Optional.empty();
        }
    }

    boolean covers(long size) {
        Signed current = newest;
        return current != null && current.checkpoint().size() >= size;
    }

    /// By the committer, inside its transaction. Counts only once [#settled] is told so.
    void signInto(Tree tree, List<Change> changes) {
        Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
        Signed signed = new Signed(
                checkpoint,
                Note.sign(checkpoint.text(), signer),
                clock.instant().getEpochSecond());
        changes.add(put(signed));
        Signed before = own;
        if (before != null
                && before.checkpoint().size() < tree.size()
                && before.epochSecond() / KEEP_EVERY_SECONDS == signed.epochSecond() / KEEP_EVERY_SECONDS) {
            changes.add(LogRows.delete(
                    LogRows.CHECKPOINT, LogRows.key(before.checkpoint().size())));
        }
        pending = signed;
    }

    /// By the committer, when its transaction was durable or not.
    void settled(boolean durable) {
        if (durable && pending != null) {
            newest = pending;
            own = pending;
        }
        pending = null;
    }

    /// The row change that adds cosignatures, when this checkpoint is still the newest; otherwise nothing.
    List<Change> cosigned(Signed signed) {
        Signed current = newest;
        if (current == null
                || current.checkpoint().size() != signed.checkpoint().size()) {
            return List.of();
        }
        newest = signed;
        return List.of(put(signed));
    }

    private static Change put(Signed signed) {
        return LogRows.put(
                LogRows.CHECKPOINT,
                LogRows.key(signed.checkpoint().size()),
                signed.note().bytes());
    }

    private static Fault damaged(String detail) {
        return new Fault(Fault.Code.INTEGRITY, "the audit log does not fit its signed checkpoint", detail);
    }

    /// @param epochSecond when it was signed by this process; 0 when it was read
    record Signed(Checkpoint checkpoint, Note note, long epochSecond) {}
}
