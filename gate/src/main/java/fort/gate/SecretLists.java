package fort.gate;

import fort.access.Capability;
import fort.domain.SecretHead;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Listing and searching by metadata. Values are never opened here.
final class SecretLists {
    /// Rows fetched at once.
    private static final int CHUNK = 1_000;

    /// Rows looked at for one page of a search, so that a search that matches nothing ends; the page's cursor lets
    /// the caller go on.
    static final int SCANNED_MAX = 50_000;

    /// One level below a prefix. A folder costs one row, however much is in it: the scan jumps over it.
    Plan<?> names(Handler.Act act, Mount mount, SecretOperation.ListNames operation) {
        String base = mount.id() + "/" + operation.prefix();
        List<String> names = new ArrayList<>();
        String after = operation.after().isEmpty() ? "" : base + jump(operation.after());
        while (names.size() < operation.limit()) {
            List<Rows.Entry<SecretHead>> chunk = act.interior()
                    .rows()
                    .scan(SecretHandlers.HEADS, base, after, Math.min(CHUNK, operation.limit() - names.size()));
            if (chunk.isEmpty()) {
                break;
            }
            for (Rows.Entry<SecretHead> entry : chunk) {
                if (entry.key().compareTo(after) <= 0) {
                    continue;
                }
                String rest = entry.key().substring(base.length());
                int slash = rest.indexOf('/');
                String name = slash < 0 ? rest : rest.substring(0, slash + 1);
                names.add(name);
                after = base + jump(name);
                if (names.size() == operation.limit()) {
                    break;
                }
            }
        }
        return names.isEmpty()
                ? SecretHandlers.absent()
                : Plan.done(names.stream().sorted().toList());
    }

    /// What to scan after: behind a name, or behind everything in a folder.
    private static String jump(String name) {
        return name.endsWith("/") ? name + Character.toString(Character.MAX_CODE_POINT) : name;
    }

    Plan<?> search(Handler.Act act, Mount mount, SecretOperation.Search operation) {
        String base = mount.id() + "/" + operation.prefix();
        String strip = mount.id() + "/";
        String after = operation.after().isEmpty() ? "" : strip + operation.after();
        List<SecretHead> found = new ArrayList<>();
        int scanned = 0;
        @Nullable String next = null;
        scan:
        while (true) {
            List<Rows.Entry<SecretHead>> chunk = act.interior().rows().scan(SecretHandlers.HEADS, base, after, CHUNK);
            for (Rows.Entry<SecretHead> entry : chunk) {
                after = entry.key();
                scanned++;
                if (matches(entry.value(), operation.query())
                        && act.rights()
                                .may(
                                        SecretDemands.metadataPath(
                                                mount, entry.value().path()),
                                        Capability.LIST)) {
                    found.add(entry.value());
                }
                if (found.size() == operation.limit() || scanned >= SCANNED_MAX) {
                    next = entry.value().path();
                    break scan;
                }
            }
            if (chunk.size() < CHUNK) {
                break;
            }
        }
        return Plan.done(new SecretOperation.Page<>(found, next));
    }

    private static boolean matches(SecretHead head, SecretOperation.SearchQuery query) {
        return (query.tag() == null || head.tags().contains(query.tag()))
                && (query.owner() == null || head.owner().equals(query.owner()))
                && (query.type() == null || head.type().equals(query.type()))
                && (query.consumer() == null || head.consumers().contains(query.consumer()))
                && (query.nameContains() == null
                        || head.path()
                                .toLowerCase(Locale.ROOT)
                                .contains(query.nameContains().toLowerCase(Locale.ROOT)))
                && (query.expiresBefore() == null || head.expiresTime().isBefore(query.expiresBefore()));
    }
}
