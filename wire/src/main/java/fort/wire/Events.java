package fort.wire;

import java.util.List;

/// Messages of who watches secrets: paths and versions, never a value.
public final class Events {
    /// A secret that changed: data of an SSE event `secret`.
    ///
    /// @param revision orders the changes of an environment; the event's id; 0 when the secret is gone
    /// @param currentVersion 0 when there is none
    /// @param acceptable the current version and those in grace
    /// @param gone it is no more
    public record Changed(
            String path, String mount, long revision, long currentVersion, List<Long> acceptable, boolean gone) {
        public Changed {
            acceptable = Copies.list(acceptable);
        }
    }

    /// The answer of a long poll.
    ///
    /// @param next what to give as `after` the next time
    /// @param more there was more than fits: ask again without `after`, or list
    public record Listing(List<Changed> items, long next, boolean more) {
        public Listing {
            items = Copies.list(items);
        }
    }

    private Events() {}
}
