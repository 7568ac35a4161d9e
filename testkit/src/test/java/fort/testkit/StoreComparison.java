package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.store.Store;
import fort.store.Unit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Whether two stores hold and answer the same.
final class StoreComparison {
    private StoreComparison() {}

    static void commitToBoth(Store model, Store store, List<Unit> units, Store.Closing closing) {
        assertThat(store.commit(units, closing)).isEqualTo(model.commit(units, closing));
    }

    static void requireSame(Store model, Store store) {
        assertThat(store.collections()).containsExactlyInAnyOrderElementsOf(model.collections());
        for (String collection : model.collections()) {
            assertThat(store.count(collection)).isEqualTo(model.count(collection));
            for (String prefix : List.of("", "a", "a/", "😀", "z%")) {
                assertThat(text(store.scan(collection, prefix, "a/b", 5)))
                        .isEqualTo(text(model.scan(collection, prefix, "a/b", 5)));
                assertThat(text(store.scan(collection, prefix, "", 100)))
                        .isEqualTo(text(model.scan(collection, prefix, "", 100)));
                assertThat(text(store.scanBackwards(collection, prefix, 4)))
                        .isEqualTo(text(model.scanBackwards(collection, prefix, 4)));
            }
        }
    }

    private static List<String> text(List<Store.Row> rows) {
        List<String> lines = new ArrayList<>();
        for (Store.Row row : rows) {
            lines.add(row.key() + " " + row.revision() + " " + HexFormat.of().formatHex(row.bytes()));
        }
        return lines;
    }
}
