package fort.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import fort.store.Change;
import fort.store.Store;
import fort.store.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Judge.Revisions NOTHING = place -> 0;

    @Test
    void a_row_changed_by_many_units_is_written_once_with_its_last_state() {
        Judge.Verdict verdict = Judge.judge(
                List.of(unit(put("a", Change.ANY)), unit(put("a", 8)), unit(put("b", Change.ANY))),
                Store.Closing.NONE,
                7,
                NOTHING);
        assertThat(verdict.results()).containsExactly(8L, 9L, 10L);
        assertThat(verdict.rows()).extracting(Judge.Final::revision).containsExactly(9L, 10L);
        assertThat(verdict.head()).isEqualTo(10);
    }

    @Test
    void a_row_deleted_within_the_batch_is_absent_to_later_units() {
        Judge.Verdict verdict = Judge.judge(
                List.of(unit(new Change.Delete("set", "a", 3)), unit(put("a", 3)), unit(put("a", Change.ABSENT))),
                Store.Closing.NONE,
                7,
                place -> 3);
        assertThat(verdict.results()).containsExactly(8L, Unit.REFUSED, 9L);
    }

    @Test
    void a_batch_of_refusals_leaves_the_counter_alone() {
        Judge.Verdict verdict = Judge.judge(List.of(unit(put("a", 1))), Store.Closing.NONE, 7, NOTHING);
        assertThat(verdict.head()).isEqualTo(7);
        assertThat(verdict.rows()).isEmpty();
    }

    @Test
    void only_conditions_need_a_revision() {
        assertThat(Judge.conditions(List.of(unit(put("a", Change.ANY), put("b", 0), new Change.Check("set", "c", 4)))))
                .extracting(Judge.Place::key)
                .containsExactly("b", "c");
    }

    private static Unit unit(Change... changes) {
        return new Unit(List.of(changes));
    }

    private static Change put(String key, long expected) {
        return new Change.Put("set", key, expected, new byte[1]);
    }
}
