package fort.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack-109")
class BodyBudgetTest {
    private static final int LARGE = 100_000;
    private static final int SMALL = BodyBudget.SMALL_BYTES;

    private final BodyBudget budget = new BodyBudget(LARGE, 0);

    @Test
    void refuses_a_body_while_others_have_the_memory_and_takes_it_afterwards() {
        try (BodyBudget.Share second = budget.share()) {
            try (BodyBudget.Share first = budget.share()) {
                first.grow(LARGE - SMALL);
                assertThatThrownBy(() -> second.grow(SMALL + 1))
                        .isInstanceOfSatisfying(
                                WebRefusal.class,
                                refusal -> assertThat(refusal.status()).isEqualTo(503));
            }
            assertThatCode(() -> second.grow(LARGE - SMALL - 1)).doesNotThrowAnyException();
        }
        try (BodyBudget.Share third = budget.share()) {
            assertThatCode(() -> third.grow(LARGE)).doesNotThrowAnyException();
        }
    }

    @Test
    void counts_a_body_that_grows_in_small_parts() {
        try (BodyBudget.Share share = budget.share()) {
            for (int read = 0; read < LARGE; read += 1000) {
                share.grow(1000);
            }
            assertThatThrownBy(() -> share.grow(1)).isInstanceOf(WebRefusal.class);
        }
    }

    @Test
    void never_keeps_a_small_body_waiting() {
        try (BodyBudget.Share all = budget.share();
                BodyBudget.Share small = budget.share()) {
            all.grow(LARGE);
            assertThatCode(() -> small.grow(SMALL)).doesNotThrowAnyException();
        }
    }
}
