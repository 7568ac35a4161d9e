package fort.gate;

import fort.domain.SecretHead;
import fort.store.Change;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One secret with its rotation, as they were read for one act: what is planned from it is committed only when
/// neither
/// has changed meanwhile.
///
/// @param revision of the rotation's row, [Change#ABSENT] when there is none
record RotationPlace(Mount mount, Rows.Entry<SecretHead> head, RotationRow row, long revision) {
    static Optional<RotationPlace> find(Interior interior, Mount mount, String path) {
        return find(interior, mount, interior.rows().get(SecretHandlers.HEADS, SecretHandlers.headKey(mount, path)));
    }

    /// @param key the secret's row key
    static Optional<RotationPlace> find(Interior interior, String key) {
        Mount mount = mountOf(interior, key);
        return mount == null
                ? Optional.empty()
                : find(interior, mount, interior.rows().get(SecretHandlers.HEADS, key));
    }

    static @org.jspecify.annotations.Nullable Mount mountOf(Interior interior, String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? null : interior.mounts().byId(key.substring(0, slash));
    }

    private static Optional<RotationPlace> find(Interior interior, Mount mount, Optional<Rows.Entry<SecretHead>> head) {
        return head.map(found -> {
            Optional<Rows.Entry<RotationRow>> row = interior.rows().get(RotationRow.ROTATIONS, found.key());
            return new RotationPlace(
                    mount,
                    found,
                    row.map(Rows.Entry::value).orElse(RotationRow.NONE),
                    row.map(Rows.Entry::revision).orElse(Change.ABSENT));
        });
    }

    String key() {
        return head.key();
    }

    /// Under which the record has everything that happens to this secret's rotation.
    String policyPath() {
        return RotationHandlers.policyPath(mount.path(), head.value().path());
    }

    Fact fact() {
        return Fact.of(policyPath(), 0);
    }

    Fact fact(long version, Map<String, String> details) {
        return new Fact(policyPath(), version, details);
    }

    RotationPlace with(RotationRow next) {
        return new RotationPlace(mount, head, next, revision);
    }

    RotationPlace with(SecretHead next) {
        return new RotationPlace(mount, new Rows.Entry<>(head.key(), head.revision(), next), row, revision);
    }

    /// Stores head and another rotation row, and files the secret under the time that then holds.
    List<Change> changes(Interior interior, RotationRow next) {
        List<Change> changes = with(next).headChanges(interior);
        changes.add(interior.rows().put(RotationRow.ROTATIONS, key(), next, revision));
        return changes;
    }

    /// The same where the rotation row stays as it is.
    List<Change> headChanges(Interior interior) {
        List<Change> changes = new ArrayList<>();
        SecretHead filed = DueIndex.refile(interior, key(), head.value(), row, changes);
        changes.add(interior.rows().put(SecretHandlers.HEADS, key(), filed, head.revision()));
        return changes;
    }
}
