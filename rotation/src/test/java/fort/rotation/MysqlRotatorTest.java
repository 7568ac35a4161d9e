package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import fort.rotation.mysql.MysqlRotator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MysqlRotatorTest extends RotatorContract {
    MysqlRotatorTest() {
        super(new MysqlRotator());
    }

    @Override
    Optional<Counterpart> target() {
        return MariadbCounterpart.start();
    }

    @Test
    void a_user_that_is_not_there_is_for_somebody_to_look_at() {
        Round round = round();
        round.staged("{\"username\":\"nobody\",\"password\":\"a-password-of-nobody\",\"schema\":\"x\"}");
        RotationFailure failure = failure(round::apply);
        assertThat(failure.kind()).isEqualTo(RotationFailure.Kind.PERMANENT);
        assertThat(failure).hasMessageContaining("change user nobody");
    }
}
