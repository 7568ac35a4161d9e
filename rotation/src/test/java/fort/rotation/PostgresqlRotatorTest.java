package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import fort.rotation.postgresql.PostgresqlRotator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PostgresqlRotatorTest extends RotatorContract {
    PostgresqlRotatorTest() {
        super(new PostgresqlRotator());
    }

    @Override
    Optional<Counterpart> target() {
        return Optional.of(new PostgresqlCounterpart(true));
    }

    @Test
    void a_comment_that_people_wrote_stays() {
        PostgresqlCounterpart server = (PostgresqlCounterpart) counterpart();
        Round round = round().create();
        String user = PostgresqlCounterpart.user(round.next());
        server.execute("COMMENT ON ROLE " + user + " IS 'the shop''s'");
        round.fence(7).apply();
        assertThat(server.comment(user)).isEqualTo("the shop's [fort fence 7]");
    }

    @Test
    void a_role_that_is_not_there_is_for_somebody_to_look_at() {
        Round round = round().create();
        ((PostgresqlCounterpart) counterpart()).execute("DROP ROLE " + PostgresqlCounterpart.user(round.next()));
        assertThat(failure(round::apply)).hasMessageContaining(PostgresqlCounterpart.user(round.next()));
    }
}
