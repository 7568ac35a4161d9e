package fort.gate;

import fort.domain.SecretHead;
import fort.domain.VersionInfo;
import fort.store.Change;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.List;

/// Everything that is inside a mount, for its removal in one transaction.
final class Contents {
    /// Changes of one unit that stay reasonable; a fuller mount is emptied first.
    static final int REMOVED_MAX = fort.store.Unit.CHANGES_MAX - 10;

    /// Collections whose keys start with a mount's id.
    private static final List<String> BY_MOUNT = List.of(
            "user",
            "approle",
            "approle_id",
            "approle_secret",
            "approle_accessor",
            "login_name",
            "login_source",
            Consumers.ROWS.name());

    /// Tokens revoked with the method that gave them.
    static final int TOKENS_MAX = 2_000;

    private Contents() {}

    /// Whether more tokens of an auth method live than go with it in one step.
    static boolean tooManyTokens(Interior interior, Mount mount) {
        return mount.auth()
                && interior.identities()
                                .tokens()
                                .leases("auth/" + mount.path(), "", TOKENS_MAX + 1)
                                .size()
                        > TOKENS_MAX;
    }

    static List<Change> removal(Interior interior, Mount mount) {
        List<Change> changes = new ArrayList<>();
        changes.add(interior.rows().delete(Interior.MOUNTS, mount.id(), Change.ANY));
        String after = "";
        while (changes.size() <= REMOVED_MAX) {
            List<Rows.Entry<SecretHead>> chunk =
                    interior.rows().scan(SecretHandlers.HEADS, mount.id() + "/", after, 1_000);
            for (Rows.Entry<SecretHead> entry : chunk) {
                changes.add(interior.rows().delete(SecretHandlers.HEADS, entry.key(), entry.revision()));
                RotationLists.remove(interior, entry.key(), entry.value(), changes);
                for (VersionInfo version : entry.value().versions()) {
                    changes.add(interior.rows().delete(SecretHandlers.VERSIONS, version.storageKey(), Change.ANY));
                }
                after = entry.key();
            }
            if (chunk.size() < 1_000) {
                break;
            }
        }
        if (mount.auth()) {
            changes.addAll(interior.identities().tokens().revokePrefix("auth/" + mount.path(), TOKENS_MAX));
        }
        for (String collection : BY_MOUNT) {
            interior.rows()
                    .store()
                    .scan(collection, mount.id() + "/", "", 10_000)
                    .forEach(row -> changes.add(new Change.Delete(collection, row.key(), Change.ANY)));
        }
        return changes;
    }
}
