package fort.client;

import org.jspecify.annotations.Nullable;

/// Which page of a list to ask for.
///
/// @param limit items on it; 0 leaves it to the server
/// @param after the `next` of the page before, or null for the first
public record Page(int limit, @Nullable String after) {
    public static final Page FIRST = new Page(0, null);

    public static Page of(int limit) {
        return new Page(limit, null);
    }

    /// The page after one that ended with this `next`.
    public Page then(@Nullable String next) {
        return new Page(limit, next);
    }
}
