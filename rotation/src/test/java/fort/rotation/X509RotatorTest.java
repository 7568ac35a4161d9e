package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.rotation.support.Fields;
import fort.rotation.support.Keys;
import fort.rotation.x509.X509Rotator;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class X509RotatorTest {
    private static final String EMPTY = "{\"certificate\":\"\",\"private_key\":\"\",\"chain\":\"\"}";

    private final LocalAuthority authority = new LocalAuthority();

    private Round round(Map<String, String> options) {
        return new Round(
                new X509Rotator(),
                new Counterpart.Secret(EMPTY, options),
                new RotationContext.Target("ca", "x509", "", "", null),
                authority.credential(),
                new HashSet<>());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec", "rsa", "ed25519"})
    @Tag("R9.1")
    void openssl_accepts_what_was_made_and_the_next_one_is_for_the_same_names(String key) {
        Round round = round(Map.of("names", "db.example, 127.0.0.1", "key", key))
                .create()
                .apply()
                .verify();
        assertThat(authority.judge(certificate(round.next())))
                .contains("leaf.pem: OK", "CN = db.example", "DNS:db.example", "IP Address:127.0.0.1");
        String first = certificate(round.next());
        round.promote().finish().create().apply().verify();
        assertThat(certificate(round.next())).isNotEqualTo(first);
        assertThat(authority.judge(certificate(round.next()))).contains("leaf.pem: OK", "DNS:db.example");
    }

    @Test
    void a_certificate_ends_no_later_than_its_authority() {
        Round round =
                round(Map.of("names", "a.example", "days", "800")).create().verify();
        assertThat(Keys.certificate(certificate(round.next())).getNotAfter())
                .isEqualTo(Keys.certificate(authority.certificate()).getNotAfter());
    }

    @Test
    void a_certificate_of_another_authority_or_another_key_is_not_verified() {
        Round round = round(Map.of("names", "a.example")).create();
        Round other = round(Map.of("names", "a.example"))
                .as(new LocalAuthority().credential())
                .create();
        String mixed = LocalAuthority.json(certificate(round.next()), key(other.next()));
        assertThatThrownBy(other.as(authority.credential())::verify).isInstanceOf(RotationFailure.class);
        assertThatThrownBy(round.staged(mixed)::verify)
                .isInstanceOf(RotationFailure.class)
                .hasMessageContaining("does not belong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.example,;rm", "CN=x"})
    void names_that_are_none_are_refused(String names) {
        Round round = round(Map.of("names", names));
        assertThatThrownBy(round::create).isInstanceOf(RotationFailure.class);
    }

    private static String certificate(String value) {
        return fields(value).required("certificate");
    }

    private static String key(String value) {
        return fields(value).required("private_key");
    }

    private static Fields fields(String value) {
        return Fields.parse(value, "a test's value");
    }
}
