package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapKeeperTest {
    private static final long MEGABYTE = 1L << 20;

    private long committed;
    private long live;
    private int collections;
    private final HeapKeeper keeper = new HeapKeeper(() -> committed, () -> {
        collections++;
        committed = live;
    });

    @Test
    void leaves_a_small_heap_alone() {
        committed = HeapKeeper.SMALL_BYTES;
        keeper.look();
        assertThat(collections).isZero();
    }

    @Test
    void collects_what_has_grown_and_then_waits_for_it_to_grow_by_half() {
        live = 60 * MEGABYTE;
        committed = 70 * MEGABYTE;
        keeper.look();
        assertThat(committed).isEqualTo(live);

        committed = 90 * MEGABYTE;
        keeper.look();
        assertThat(collections).isEqualTo(1);

        committed = 91 * MEGABYTE;
        keeper.look();
        assertThat(collections).isEqualTo(2);
    }

    @Test
    void does_not_collect_again_and_again_what_is_alive() {
        live = 300 * MEGABYTE;
        committed = 300 * MEGABYTE;
        for (int second = 0; second < 100; second++) {
            keeper.look();
        }
        assertThat(collections).isEqualTo(1);
    }
}
