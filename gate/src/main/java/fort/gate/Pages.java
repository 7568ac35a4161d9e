package fort.gate;

import java.util.ArrayList;
import java.util.List;

/// Several pages of a store's ascending keys as one list: a store gives at most 10,000 rows at once.
final class Pages {
    private static final int PAGE = 1_000;

    private Pages() {}

    /// One page: the names after one, at most so many.
    @FunctionalInterface
    interface Page {
        List<String> read(String after, int limit);
    }

    /// @param most where the list ends, however many there are
    static List<String> all(Page page, int most) {
        List<String> all = new ArrayList<>();
        String after = "";
        while (all.size() < most) {
            int limit = Math.min(PAGE, most - all.size());
            List<String> names = page.read(after, limit);
            all.addAll(names);
            if (names.size() < limit) {
                break;
            }
            after = names.getLast();
        }
        return all;
    }
}
