package fort.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack-3")
class RefusalBudgetTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RefusalBudget budget = new RefusalBudget(new RefusalLimits(10, 100, 0));

    private void charge(String peer, int times, Instant now) {
        for (int i = 0; i < times; i++) {
            budget.charge(peer, now);
        }
    }

    @Test
    void a_peer_has_its_burst_and_then_waits_for_what_comes_back() {
        charge("203.0.113.9", 99, START);
        assertThat(budget.waitSeconds("203.0.113.9", START)).isZero();
        charge("203.0.113.9", 1, START);
        assertThat(budget.waitSeconds("203.0.113.9", START)).isEqualTo(1);
        assertThat(budget.waitSeconds("203.0.113.9", START.plusMillis(99))).isEqualTo(1);
        assertThat(budget.waitSeconds("203.0.113.9", START.plusMillis(100))).isZero();
        assertThat(budget.waitSeconds("203.0.113.10", START)).isZero();
    }

    @Test
    void what_was_under_way_when_the_budget_ended_is_paid_back_and_debt_ends() {
        charge("203.0.113.9", 150, START);
        assertThat(budget.waitSeconds("203.0.113.9", START)).isEqualTo(6);
        charge("203.0.113.9", 10_000, START);
        assertThat(budget.waitSeconds("203.0.113.9", START)).isEqualTo(11);
        assertThat(budget.waitSeconds("203.0.113.9", START.plusSeconds(11))).isZero();
    }

    @Test
    void a_clock_set_back_gives_nothing_and_locks_nobody_out() {
        charge("203.0.113.9", 100, START);
        assertThat(budget.waitSeconds("203.0.113.9", START.minusSeconds(3_600))).isEqualTo(1);
        assertThat(budget.waitSeconds("203.0.113.9", START.minusSeconds(3_599))).isZero();
    }

    @Test
    void an_ipv6_network_of_64_bits_is_one_peer_and_its_neighbour_another() {
        for (int i = 0; i < 100; i++) {
            budget.charge("2001:db8:0:7:" + Integer.toHexString(i) + ":1:2:3", START);
        }
        assertThat(budget.waitSeconds("2001:db8:0:7::ffff", START)).isEqualTo(1);
        assertThat(budget.waitSeconds("2001:db8:0:8::1", START)).isZero();
        assertThat(Peer.of("2001:db8:0:7::1").name()).isEqualTo("2001:db8:0:7:0:0:0:0/64");
        assertThat(Peer.of("::ffff:203.0.113.9").name()).isEqualTo("203.0.113.9");
        assertThat(Peer.of("fe80::1%eth0").name()).isEqualTo("fe80:0:0:0:0:0:0:0/64");
    }

    @Test
    void loopback_has_no_limit_unless_it_is_given_one() {
        charge("127.0.0.1", 10_000, START);
        charge("::1", 10_000, START);
        assertThat(budget.waitSeconds("127.0.0.1", START)).isZero();
        assertThat(budget.waitSeconds("::1", START)).isZero();
        RefusalBudget strict = new RefusalBudget(new RefusalLimits(0, 2, 1));
        strict.charge("127.0.0.1", START);
        strict.charge("127.0.0.1", START);
        strict.charge("203.0.113.9", START);
        assertThat(strict.waitSeconds("127.0.0.1", START)).isEqualTo(1);
        assertThat(strict.size()).isEqualTo(1);
    }

    @Test
    void the_table_is_bounded_and_those_beyond_it_share_one_budget() {
        for (int i = 0; i < RefusalBudget.PEERS_MAX + 5_000; i++) {
            budget.charge("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), START);
        }
        assertThat(budget.size()).isEqualTo(RefusalBudget.PEERS_MAX);
        assertThat(budget.waitSeconds("192.0.2.1", START)).isPositive();
        assertThat(budget.waitSeconds("10.0.0.1", START)).isZero();
        budget.forget(START.plusSeconds(60));
        assertThat(budget.size()).isZero();
        assertThat(budget.waitSeconds("192.0.2.1", START.plusSeconds(60))).isZero();
    }
}
