package fort.cli;

import fort.client.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Follows a list from page to page.
final class Pages {
    /// Items gathered at most: more than this nobody reads in a terminal, and a script pages by itself.
    static final int ITEMS_MAX = 100_000;

    private static final int PAGE_ITEMS = 500;

    private Pages() {}

    static <P, T> List<T> all(Function<Page, P> fetch, Function<P, List<T>> items, Function<P, @Nullable String> next) {
        return upTo(ITEMS_MAX, fetch, items, next);
    }

    static <P, T> List<T> upTo(
            int count, Function<Page, P> fetch, Function<P, List<T>> items, Function<P, @Nullable String> next) {
        List<T> all = new ArrayList<>();
        Page page = Page.of(Math.min(count, PAGE_ITEMS));
        while (true) {
            P answer = fetch.apply(page);
            all.addAll(items.apply(answer));
            String after = next.apply(answer);
            if (after == null || all.size() >= count) {
                return all.size() > count ? all.subList(0, count) : all;
            }
            page = page.then(after);
        }
    }
}
