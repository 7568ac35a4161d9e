package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Refusal;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Strangers and the ceremonies of share holders.
@Tag("attack-50")
class CeremonyTest {
    private final TestFort fort = TestFort.withShares(50);

    @AfterEach
    void close() {
        fort.close();
    }

    private SealOperation.GenerateRootStatus begin() {
        return done(fort.ask(fort.anonymous(DEVELOPMENT), new SealOperation.GenerateRootInit(null)));
    }

    @Test
    void a_stranger_cannot_cancel_a_root_generation_and_its_holders_finish_it() {
        String nonce = begin().nonce();
        assertThat(refusal(fort.ask(fort.anonymous(DEVELOPMENT), new SealOperation.GenerateRootCancel()))
                        .reason())
                .isEqualTo(Refusal.Reason.UNAUTHENTICATED);
        byte[] weak = fort.tokenWith(DEVELOPMENT, "path \"secret/*\" { capabilities = [\"read\"] }");
        assertThat(refusal(fort.ask(fort.with(DEVELOPMENT, weak), new SealOperation.GenerateRootCancel()))
                        .reason())
                .isEqualTo(Refusal.Reason.FORBIDDEN);
        assertThat(refusal(fort.ask(fort.anonymous(DEVELOPMENT), new SealOperation.GenerateRootInit(null)))
                        .message())
                .isEqualTo("root generation already in progress");
        assertThat(done(fort.ask(
                                fort.anonymous(DEVELOPMENT),
                                new SealOperation.GenerateRootUpdate(fort.share(DEVELOPMENT), nonce)))
                        .complete())
                .isTrue();
    }

    @Test
    void the_host_an_administrator_or_time_gives_a_root_generation_up() {
        begin();
        done(fort.ask(fort.local(DEVELOPMENT), new SealOperation.GenerateRootCancel()));
        begin();
        done(fort.ask(fort.root(DEVELOPMENT), new SealOperation.GenerateRootCancel()));
        String abandoned = begin().nonce();
        fort.clock.advance(Ceremony.PROTECTED.minus(Duration.ofSeconds(1)));
        assertThat(fort.ask(fort.anonymous(DEVELOPMENT), new SealOperation.GenerateRootCancel()))
                .isInstanceOf(fort.domain.Outcome.Refused.class);
        fort.clock.advance(Duration.ofSeconds(1));
        assertThat(begin().nonce()).isNotEqualTo(abandoned);
        fort.clock.advance(Ceremony.PROTECTED);
        done(fort.ask(fort.anonymous(DEVELOPMENT), new SealOperation.GenerateRootCancel()));
    }

    @Test
    void a_configuration_keeps_the_beginning_to_the_host_and_administrators() {
        try (TestFort strict = TestFort.withoutRemoteRootGeneration(51)) {
            SealOperation.GenerateRootInit init = new SealOperation.GenerateRootInit(null);
            assertThat(refusal(strict.ask(strict.anonymous(DEVELOPMENT), init)).reason())
                    .isEqualTo(Refusal.Reason.UNAUTHENTICATED);
            done(strict.ask(strict.local(DEVELOPMENT), init));
            done(strict.ask(strict.local(DEVELOPMENT), new SealOperation.GenerateRootCancel()));
            done(strict.ask(strict.root(DEVELOPMENT), init));
        }
    }

    @Test
    void a_stranger_cannot_reset_an_unsealing_under_way() {
        try (TestFort shared = TestFort.withShares(52, 3, 2)) {
            Chamber chamber = Objects.requireNonNull(shared.fort.chamber(DEVELOPMENT));
            chamber.seal();
            done(shared.ask(
                    shared.anonymous(DEVELOPMENT), new SealOperation.Unseal(shared.share(DEVELOPMENT, 0), false)));
            assertThat(refusal(shared.ask(shared.anonymous(DEVELOPMENT), new SealOperation.Unseal(null, true)))
                            .reason())
                    .isEqualTo(Refusal.Reason.FORBIDDEN);
            done(shared.ask(
                    shared.anonymous(DEVELOPMENT), new SealOperation.Unseal(shared.share(DEVELOPMENT, 1), false)));
            assertThat(chamber.isSealed()).isFalse();
            chamber.seal();
            done(shared.ask(
                    shared.anonymous(DEVELOPMENT), new SealOperation.Unseal(shared.share(DEVELOPMENT, 0), false)));
            assertThat(done(shared.ask(shared.local(DEVELOPMENT), new SealOperation.Unseal(null, true)))
                            .progress())
                    .isZero();
        }
    }
}
