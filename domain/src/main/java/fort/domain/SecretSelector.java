package fort.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Which secrets an emergency is about. The exact list is shown, and confirmed, before anything begins.
public sealed interface SecretSelector {
    /// One that heads and ledger answer.
    sealed interface OfHead extends SecretSelector {
        /// @param ledger the consumers known of this secret
        boolean matches(SecretHead head, List<Consumption> ledger);
    }

    /// Everything a principal read: only the record knows, and makes a [Listed] of it.
    record ReadBy(String principal, Instant since) implements SecretSelector {}

    /// One secret.
    record At(Place place) implements OfHead {
        @Override
        public boolean matches(SecretHead head, List<Consumption> ledger) {
            return place.equals(Place.of(head));
        }
    }

    /// Secrets named one by one.
    record Listed(Set<Place> places) implements OfHead {
        public Listed {
            places = Set.copyOf(places);
        }

        @Override
        public boolean matches(SecretHead head, List<Consumption> ledger) {
            return places.contains(Place.of(head));
        }
    }

    /// All below a path of one mount, and the secret of that path itself: `app` takes `app` and `app/db`, and not
    /// `apple`. An empty path takes the whole mount.
    record Below(String mount, String path) implements OfHead {
        @Override
        public boolean matches(SecretHead head, List<Consumption> ledger) {
            return head.mount().equals(mount)
                    && (path.isEmpty()
                            || head.path().equals(path)
                            || head.path().startsWith(path + "/"));
        }
    }

    /// All of one type.
    record OfType(String type) implements OfHead {
        @Override
        public boolean matches(SecretHead head, List<Consumption> ledger) {
            return head.type().equals(type);
        }
    }

    record Tagged(String tag) implements OfHead {
        @Override
        public boolean matches(SecretHead head, List<Consumption> ledger) {
            return head.tags().contains(tag);
        }
    }

    /// All that one consumer uses, by declaration or by use.
    record UsedBy(String consumer) implements OfHead {
        @Override
        public boolean matches(SecretHead head, List<Consumption> ledger) {
            return head.consumers().contains(consumer)
                    || ledger.stream().anyMatch(known -> known.consumer().equals(consumer));
        }
    }

    /// Where a secret is.
    ///
    /// @param mount the id of the mount
    record Place(String mount, String path) {
        public static Place of(SecretHead head) {
            return new Place(head.mount(), head.path());
        }
    }
}
