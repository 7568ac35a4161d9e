package fort.gate;

import fort.crypto.Place;
import fort.domain.SecretHead;
import fort.domain.VersionInfo;
import fort.store.Change;
import fort.store.Codec;
import fort.store.Collection;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// After a rotation: seals the data key of each value under the newest environment key, some secrets at a time. The
/// values themselves are not touched, and stay readable under either key throughout. How far it is stands in a row
/// that
/// is written with each step, so a restart goes on where it was.
final class Rewrap {
    /// Secrets of one step.
    private static final int HEADS = 200;

    /// Values of one step: each costs two changes, and a transaction stays small beside those of callers.
    private static final int VALUES = 1_000;

    /// Steps of one run, after which others get their turn.
    private static final int STEPS = 50;

    static final Collection<Progress> PROGRESS = new Collection<>("rewrap", Codec.json(Progress.class), true, false);
    static final String ONLY = "this";

    private final Interior interior;
    private final Upkeep upkeep;

    Rewrap(Interior interior, Upkeep upkeep) {
        this.interior = interior;
        this.upkeep = upkeep;
    }

    /// @param term the key all values come under
    /// @param after the last secret that was looked at
    /// @param done every secret was
    record Progress(int term, String after, boolean done) {}

    void run(Instant now) {
        if (!interior.takeRewrapWanted()) {
            return;
        }
        for (int step = 0; step < STEPS; step++) {
            int term = interior.keyring().status().term();
            Optional<Rows.Entry<Progress>> row = interior.rows().get(PROGRESS, ONLY);
            Progress progress = row.map(Rows.Entry::value)
                    .filter(known -> known.term() == term)
                    .orElseGet(() -> new Progress(term, "", term == 1));
            if (progress.done() || !step(now, row, progress)) {
                return;
            }
        }
        interior.rewrapWanted();
    }

    /// @return false when there is nothing to go on with now
    private boolean step(Instant now, Optional<Rows.Entry<Progress>> row, Progress progress) {
        List<Rows.Entry<SecretHead>> heads = interior.rows().scan(SecretHandlers.HEADS, "", progress.after(), HEADS);
        List<Change> changes = new ArrayList<>();
        String after = progress.after();
        int values = 0;
        int looked = 0;
        for (Rows.Entry<SecretHead> head : heads) {
            if (values >= VALUES) {
                break;
            }
            values += rewrap(head, progress.term(), changes);
            after = head.key();
            looked++;
        }
        boolean done = looked == heads.size() && heads.size() < HEADS;
        changes.add(interior.rows()
                .put(
                        PROGRESS,
                        ONLY,
                        new Progress(progress.term(), after, done),
                        row.map(Rows.Entry::revision).orElse(Change.ABSENT)));
        Map<String, String> details = Map.of(
                "term", Integer.toString(progress.term()),
                "secrets", Integer.toString(looked),
                "values", Integer.toString(values),
                "done", Boolean.toString(done));
        if (!upkeep.append(now, "rewrap", "seal.rewrap", details, changes)) {
            interior.rewrapWanted();
            return false;
        }
        return true;
    }

    /// @return how many values
    private int rewrap(Rows.Entry<SecretHead> head, int term, List<Change> changes) {
        List<VersionInfo> versions = new ArrayList<>();
        int values = 0;
        for (VersionInfo version : head.value().versions()) {
            Optional<Rows.Entry<byte[]>> sealed = version.destroyed() || version.keyVersion() >= term
                    ? Optional.empty()
                    : interior.rows().get(SecretHandlers.VERSIONS, version.storageKey());
            if (sealed.isEmpty()) {
                versions.add(version);
                continue;
            }
            Place place =
                    new Place(interior.environment(), SecretHandlers.VERSIONS.name(), head.key(), version.number());
            byte[] rewrapped = interior.keyring().rewrap(place, sealed.get().value());
            changes.add(interior.rows().replace(SecretHandlers.VERSIONS, sealed.get(), rewrapped));
            versions.add(version.rewrapped(interior.keyring().keyVersion(rewrapped)));
            values++;
        }
        if (values > 0) {
            changes.add(interior.rows()
                    .replace(SecretHandlers.HEADS, head, head.value().rewrapped(versions)));
        }
        return values;
    }
}
