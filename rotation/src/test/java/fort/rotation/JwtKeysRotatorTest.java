package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.rotation.jwt.JwtKeysRotator;
import fort.rotation.support.Fields;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtKeysRotatorTest {
    private static Round round(String algorithm) {
        return new Round(
                new JwtKeysRotator(),
                new Counterpart.Secret("{}", Map.of("algorithm", algorithm)),
                new RotationContext.Target("", "jwt_keys", "", "", null),
                "",
                new HashSet<>());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "EdDSA"})
    @Tag("R2.3")
    void the_key_set_has_the_new_key_and_the_one_before_it_and_no_older_one(String algorithm) {
        Round round = round(algorithm).create().apply().verify().promote();
        String first = kid(round.current());
        assertThat(set(round.current())).containsOnlyOnce("\"kid\"").contains(first);
        round.create().apply().verify().promote().finish();
        String second = kid(round.current());
        assertThat(set(round.current())).contains(first, second);
        round.create().apply().verify().promote().finish();
        assertThat(set(round.current())).contains(second, kid(round.current())).doesNotContain(first);
    }

    @Test
    void the_key_set_has_nothing_private() {
        assertThat(set(round("ES256").create().next())).doesNotContain("\"d\"", "PRIVATE");
    }

    @Test
    void a_key_that_is_not_the_one_of_the_set_is_not_verified() {
        Round round = round("ES256").create();
        Fields next = Fields.parse(round.next(), "it");
        Fields other = Fields.parse(round.create().next(), "it");
        round.staged(
                next.with(Map.of("private_key", other.required("private_key"))).text());
        assertThatThrownBy(round::verify).isInstanceOf(RotationFailure.class);
        round.staged(next.with("jwks", Fields.empty()).text());
        assertThatThrownBy(round::verify).isInstanceOf(RotationFailure.class);
    }

    @Test
    void an_algorithm_that_is_not_offered_is_refused() {
        assertThatThrownBy(round("HS256")::create).isInstanceOf(RotationFailure.class);
    }

    private static String kid(String value) {
        return Fields.parse(value, "it").required("kid");
    }

    private static String set(String value) {
        return Fields.parse(value, "it").object("jwks").orElseThrow().text();
    }
}
