package fort.gate;

import fort.access.Capability;
import fort.domain.Refusal;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.VersionInfo;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What is true now of secrets that somebody watches. The revision of a secret's row orders the changes of an
/// environment over all its nodes, so whoever comes back with the last one he saw gets what changed since, and nobody
/// has to keep a list of past events.
final class SecretWatch {
    private SecretWatch() {}

    static Plan<?> changed(Handler.Act act, Mount mount, SecretOperation.Changed operation) {
        if (operation.watched().isEmpty() || operation.watched().size() > SecretOperation.Changed.WATCHED_MAX) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    "name 1 to " + SecretOperation.Changed.WATCHED_MAX + " secrets or folders to watch");
        }
        List<SecretOperation.ChangedSecret> found = new ArrayList<>();
        boolean more = false;
        for (String watched : operation.watched()) {
            boolean folder = watched.isEmpty() || watched.endsWith("/");
            more |= folder
                    ? !folder(act, mount, watched, operation, found)
                    : !one(act, mount, watched, operation, found);
        }
        found.sort(Comparator.comparingLong(SecretOperation.ChangedSecret::revision));
        List<Fact> facts = found.stream()
                .map(one -> Fact.of(SecretDemands.dataPath(mount, one.path()), one.currentVersion()))
                .toList();
        return Plan.done(new SecretOperation.ChangedSecrets(found, more)).facts(facts);
    }

    /// @return false when there was no room for it
    private static boolean one(
            Handler.Act act,
            Mount mount,
            String path,
            SecretOperation.Changed operation,
            List<SecretOperation.ChangedSecret> found) {
        if (!mayKnow(act, mount, path)) {
            return true;
        }
        Optional<Rows.Entry<SecretHead>> head = SecretHandlers.head(act, mount, new SecretPath(path));
        if (head.isEmpty() && operation.gone()) {
            found.add(new SecretOperation.ChangedSecret(path, 0, 0, List.of(), true));
        } else if (head.isPresent() && head.get().revision() > operation.after()) {
            found.add(view(act, head.get()));
        }
        return found.size() < SecretOperation.Changed.ANSWER_MAX;
    }

    /// @return false when there were more than fit
    private static boolean folder(
            Handler.Act act,
            Mount mount,
            String prefix,
            SecretOperation.Changed operation,
            List<SecretOperation.ChangedSecret> found) {
        String base = SecretHandlers.headKey(mount, prefix);
        String after = "";
        int scanned = 0;
        List<Rows.Entry<SecretHead>> page;
        do {
            page = act.interior().rows().scan(SecretHandlers.HEADS, base, after, 1_000);
            for (Rows.Entry<SecretHead> entry : page) {
                after = entry.key();
                if (entry.revision() > operation.after()
                        && mayKnow(act, mount, entry.value().path())) {
                    if (found.size() >= SecretOperation.Changed.ANSWER_MAX) {
                        return false;
                    }
                    found.add(view(act, entry));
                }
            }
            scanned += page.size();
        } while (page.size() == 1_000 && scanned < SecretLists.SCANNED_MAX);
        return page.size() < 1_000;
    }

    private static SecretOperation.ChangedSecret view(Handler.Act act, Rows.Entry<SecretHead> entry) {
        SecretHead head = entry.value();
        return new SecretOperation.ChangedSecret(
                head.path(),
                entry.revision(),
                head.currentVersion(),
                head.acceptable(act.now()).stream().map(VersionInfo::number).toList(),
                false);
    }

    /// Path and version are metadata; who may read the value may know them too.
    private static boolean mayKnow(Handler.Act act, Mount mount, String path) {
        return act.rights().may(SecretDemands.dataPath(mount, path), Capability.READ)
                || act.rights().may(SecretDemands.metadataPath(mount, path), Capability.READ);
    }
}
