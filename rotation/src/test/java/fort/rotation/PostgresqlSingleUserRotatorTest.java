package fort.rotation;

import fort.rotation.postgresql.PostgresqlRotator;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("slow")
final class PostgresqlSingleUserRotatorTest extends RotatorContract {
    PostgresqlSingleUserRotatorTest() {
        super(new PostgresqlRotator());
    }

    @Override
    Optional<Counterpart> target() {
        return Optional.of(new PostgresqlCounterpart(false));
    }
}
