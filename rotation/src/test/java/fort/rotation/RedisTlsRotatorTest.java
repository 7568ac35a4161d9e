package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import fort.rotation.redis.RedisRotator;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same over TLS, with a certificate that the rotator of certificates made.
@Tag("slow")
final class RedisTlsRotatorTest extends RotatorContract {
    RedisTlsRotatorTest() {
        super(new RedisRotator());
    }

    @Override
    Optional<Counterpart> target() {
        return RedisCounterpart.startWithTls();
    }

    @Test
    void a_server_of_another_authority_is_not_spoken_to() {
        Round round =
                round(counterpart().fresh(), new LocalAuthority().certificate()).create();
        assertThat(failure(round::apply).kind()).isEqualTo(RotationFailure.Kind.TRANSIENT);
        assertThat(logsIn(round.next())).isFalse();
    }
}
