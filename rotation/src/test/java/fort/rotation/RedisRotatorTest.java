package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import fort.rotation.redis.RedisRotator;
import fort.rotation.support.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RedisRotatorTest extends RotatorContract {
    RedisRotatorTest() {
        super(new RedisRotator());
    }

    @Override
    Optional<Counterpart> target() {
        return RedisCounterpart.start();
    }

    @Test
    void what_was_set_is_saved_for_the_next_start_of_the_server() {
        Round round = round().create().apply();
        String made = Fields.parse(round.next().getBytes(StandardCharsets.UTF_8), "it")
                .required("password");
        String users = ((RedisCounterpart) counterpart()).savedUsers();
        assertThat(users.contains(RedisCounterpart.hash(made))).isTrue();
        assertThat(users.contains(made)).isFalse();
    }

    @Test
    void a_user_that_is_not_there_is_not_made() {
        Round round = round();
        round.staged("{\"username\":\"nobody\",\"password\":\"a-password-of-nobody\",\"database\":\"0\"}");
        assertThat(failure(round::apply)).hasMessageContaining("no user nobody");
        assertThat(logsIn(round.next())).isFalse();
    }
}
