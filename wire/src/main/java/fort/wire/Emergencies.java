package fort.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about emergency rotation: what may be known is changed within five minutes.
public final class Emergencies {
    private Emergencies() {}

    /// Which secrets: those that meet every given condition.
    ///
    /// @param mount every mount when absent
    /// @param prefix of the path; empty for all
    /// @param readBy all that this principal has read, by the record
    /// @param since since when; the whole record when absent
    public record Choice(
            @Nullable String mount,
            @Nullable List<String> paths,
            @Nullable String prefix,
            @Nullable String type,
            @Nullable String tag,
            @Nullable String consumer,
            @Nullable String target,
            @Nullable String readBy,
            @Nullable Instant since) {
        public Choice {
            paths = paths == null ? null : Copies.list(paths);
        }
    }

    public record Chosen(String mount, String path, String rotator, String target) {}

    /// @param chosen will be rotated
    /// @param unprepared were chosen too, and nothing is set up to rotate them
    /// @param confirmation what a start must say, so that exactly this list is rotated
    public record Preview(List<Chosen> chosen, List<Chosen> unprepared, String confirmation) {
        public Preview {
            chosen = Copies.list(chosen);
            unprepared = Copies.list(unprepared);
        }
    }

    public record Start(Choice choice, String confirmation, String reason) {}

    /// @param closedAt absent while it runs
    public record Summary(
            String id,
            String reason,
            String startedBy,
            Instant startedAt,
            @Nullable Instant closedAt,
            int total) {}

    /// @param state `waiting`, `running`, `failing`, `done`, `failed` or `gone`
    /// @param unacknowledged consumers that have not said they work with the new version
    public record Item(
            String mount,
            String path,
            String target,
            String state,
            String step,
            long version,
            String error,
            List<String> unacknowledged) {
        public Item {
            unacknowledged = Copies.list(unacknowledged);
        }
    }

    /// @param unprepared names of secrets that somebody has to change by hand
    public record Emergency(
            Summary summary, Instant deadline, int done, int failed, List<Item> items, List<String> unprepared) {
        public Emergency {
            items = Copies.list(items);
            unprepared = Copies.list(unprepared);
        }
    }

    /// Newest first.
    public record Listing(List<Summary> items) {
        public Listing {
            items = Copies.list(items);
        }
    }

    /// Who holds this value? It is stored nowhere.
    ///
    /// @param after where the answer before ended
    public record Whose(SecretText value, @Nullable String after) {}

    /// @param field where in the secret's value; empty for the whole
    /// @param state of the version: `current`, `grace`, `retired` or `staged`
    public record Holder(String mount, String path, long version, String state, String field) {}

    /// @param looked secrets looked at for this answer
    /// @param next give it to the next call; absent at the end
    public record Holders(
            List<Holder> items, long looked, @Nullable String next) {
        public Holders {
            items = Copies.list(items);
        }
    }
}
