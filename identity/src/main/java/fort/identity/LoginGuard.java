package fort.identity;

import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts failed logins and shuts the door, in stored rows, so that neither a restart nor a second node
/// forgets.
///
/// Locking a name for everybody would let any stranger lock anybody out. So the source is throttled first:
/// against this name, then against the mount. Only when many sources try one name is it shut, and then not for
/// the sources its owner has logged in from before. A name that nobody has is counted like any other, so that a
/// lock tells nothing.
///
/// The changes demand the rows as they were read: of many guesses sent at once each is judged after the one
/// before it.
final class LoginGuard {
    /// The most sources counted apart for one name; the name's own count takes over beyond.
    static final int SOURCES_MAX = 64;

    /// The most sources remembered as the owner's.
    static final int KNOWN_MAX = 8;

    private static final Collection<NameState> NAMES = uncached("login_name", NameState.class);
    private static final Collection<Attempts> SOURCES = uncached("login_source", Attempts.class);

    private final Rows rows;
    private final LoginLimits limits;

    LoginGuard(Rows rows, LoginLimits limits) {
        this.rows = rows;
        this.limits = limits;
    }

    private static <T> Collection<T> uncached(String name, Class<T> type) {
        Collection<T> cached = Collection.of(name, type);
        return new Collection<>(name, cached.codec(), cached.sealing(), false);
    }

    /// Failures since a moment, and until when the door is shut for them.
    record Attempts(Instant since, int failures, @Nullable Instant lockedUntil) {
        static Attempts none(Instant now) {
            return new Attempts(now, 0, null);
        }

        /// A lock that ends later than a lock can last was set by a clock that was wrong; it does not count.
        boolean locked(Instant now, LoginLimits limits) {
            return lockedUntil != null && now.isBefore(lockedUntil) && !lockedUntil.isAfter(now.plus(limits.lock()));
        }

        Attempts failed(Instant now, int most, LoginLimits limits) {
            boolean stale = lockedUntil != null || now.isAfter(since.plus(limits.window())) || now.isBefore(since);
            int count = stale ? 1 : failures + 1;
            Instant from = stale ? now : since;
            return new Attempts(from, count, count >= most ? now.plus(limits.lock()) : null);
        }

        boolean forgettable(Instant now, LoginLimits limits) {
            return now.isAfter(since.plus(limits.window()).plus(limits.lock()));
        }
    }

    record NameState(Map<String, Attempts> bySource, Attempts all, List<String> known) {
        NameState {
            bySource = Map.copyOf(bySource);
            known = List.copyOf(known);
        }
    }

    /// What is known before a login is judged.
    ///
    /// @param name canonical, or empty when what was sent is no name; then only the source is counted
    Sight look(String mountId, String name, String source) {
        return new Sight(mountId, name, SourceGroup.of(source));
    }

    final class Sight {
        private final String nameKey;
        private final String sourceKey;
        private final String source;
        private final Optional<Rows.Entry<NameState>> nameRow;
        private final Optional<Rows.Entry<Attempts>> sourceRow;

        private Sight(String mountId, String name, String source) {
            this.source = source;
            this.nameKey = name.isEmpty() ? "" : mountId + "/" + name;
            this.sourceKey = mountId + "/" + source;
            this.nameRow = name.isEmpty() ? Optional.empty() : rows.get(NAMES, nameKey);
            this.sourceRow = rows.get(SOURCES, sourceKey);
        }

        boolean locked(Instant now) {
            if (sourceRow.isPresent() && sourceRow.get().value().locked(now, limits)) {
                return true;
            }
            return nameRow.isPresent() && locked(nameRow.get().value(), now);
        }

        private boolean locked(NameState state, Instant now) {
            Attempts own = state.bySource().get(source);
            return (own != null && own.locked(now, limits))
                    || (state.all().locked(now, limits) && !state.known().contains(source));
        }

        List<Change> failed(Instant now) {
            List<Change> changes = new ArrayList<>();
            Attempts bySource = sourceRow.map(Rows.Entry::value).orElse(Attempts.none(now));
            changes.add(rows.put(
                    SOURCES, sourceKey, bySource.failed(now, limits.perSourceAllNames(), limits), revision(sourceRow)));
            if (!nameKey.isEmpty()) {
                changes.add(rows.put(NAMES, nameKey, failed(state(now), now), revision(nameRow)));
            }
            return changes;
        }

        private NameState failed(NameState state, Instant now) {
            TreeMap<String, Attempts> bySource = new TreeMap<>(state.bySource());
            bySource.values().removeIf(attempts -> attempts.forgettable(now, limits));
            if (bySource.containsKey(source) || bySource.size() < SOURCES_MAX) {
                bySource.merge(
                        source,
                        Attempts.none(now).failed(now, limits.perSource(), limits),
                        (old, _) -> old.failed(now, limits.perSource(), limits));
            }
            boolean counted = !state.known().contains(source);
            Attempts all = counted ? state.all().failed(now, limits.perName(), limits) : state.all();
            return new NameState(bySource, all, state.known());
        }

        List<Change> succeeded(Instant now) {
            NameState state = state(now);
            if (state.known().contains(source) && !state.bySource().containsKey(source)) {
                return List.of(rows.check(NAMES, nameKey, revision(nameRow)));
            }
            TreeMap<String, Attempts> bySource = new TreeMap<>(state.bySource());
            bySource.remove(source);
            List<String> known = new ArrayList<>(state.known());
            known.remove(source);
            known.addFirst(source);
            NameState next = new NameState(bySource, state.all(), known.subList(0, Math.min(known.size(), KNOWN_MAX)));
            return List.of(rows.put(NAMES, nameKey, next, revision(nameRow)));
        }

        private NameState state(Instant now) {
            return nameRow.map(Rows.Entry::value)
                    .orElseGet(() -> new NameState(Map.of(), Attempts.none(now), List.of()));
        }
    }

    List<Change> forget(String mountId, String name) {
        return List.of(rows.delete(NAMES, mountId + "/" + name, Change.ANY));
    }

    /// Opens every door of a name, keeping the sources its owner is known from.
    List<Change> unlock(String mountId, String name, Instant now) {
        return rows.get(NAMES, mountId + "/" + name)
                .map(row -> List.of(rows.replace(
                        NAMES,
                        row,
                        new NameState(Map.of(), Attempts.none(now), row.value().known()))))
                .orElse(List.of());
    }

    /// Removes counts that no longer matter: of sources, and of names that nobody ever logged in with.
    Tokens.Tidy tidy(String after, int limit, Instant now) {
        boolean sources = after.startsWith("s");
        List<Change> changes = new ArrayList<>();
        String from = after.isEmpty() ? "" : after.substring(1);
        List<String> keys = new ArrayList<>();
        if (sources) {
            for (Rows.Entry<Attempts> row : rows.scan(SOURCES, "", from, limit)) {
                keys.add(row.key());
                if (row.value().forgettable(now, limits)) {
                    changes.add(rows.delete(SOURCES, row.key(), row.revision()));
                }
            }
        } else {
            for (Rows.Entry<NameState> row : rows.scan(NAMES, "", from, limit)) {
                keys.add(row.key());
                NameState state = row.value();
                if (state.known().isEmpty() && state.all().forgettable(now, limits)) {
                    changes.add(rows.delete(NAMES, row.key(), row.revision()));
                }
            }
        }
        String next = keys.size() < limit ? (sources ? "" : "s") : (sources ? "s" : "n") + keys.getLast();
        return new Tokens.Tidy(changes, keys.size(), changes.size(), next);
    }

    private static long revision(Optional<? extends Rows.Entry<?>> row) {
        return row.isPresent() ? row.get().revision() : Change.ABSENT;
    }
}
