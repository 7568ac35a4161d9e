package fort.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import fort.domain.EnvironmentName;
import fort.domain.SecretValue;
import java.util.List;
import java.util.Optional;

/// Texts from outside, before anybody is believed.
final class CredentialTextFuzzTest {
    private final World world = new World();

    @FuzzTest
    void no_text_is_a_token_by_accident(FuzzedDataProvider data) {
        byte[] text = data.consumeRemainingAsBytes();
        try (SecretValue token = SecretValue.copyOf(text)) {
            assertThat(world.tokens.authenticate(token, World.HERE, world.now()))
                    .isEqualTo(Authentication.UNKNOWN);
            Optional<EnvironmentName> named = Tokens.environmentOf(token);
            named.ifPresent(name -> assertThat(new String(text, UTF_8)).startsWith("hvs." + name + "_"));
        }
    }

    @FuzzTest
    void a_network_is_parsed_or_refused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            Cidr parsed = Cidr.parse(text);
            assertThat(parsed.contains(parsed.address())).isTrue();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("not a network address");
        }
        Cidr.allows(List.of("10.0.0.0/8"), text);
        assertThat(SourceGroup.of(text).length()).isLessThanOrEqualTo(64);
    }

    @FuzzTest
    void a_name_is_canonical_or_nobody(FuzzedDataProvider data) {
        Keys.simple(data.consumeRemainingAsString()).ifPresent(name -> {
            assertThat(name).matches("[a-z0-9_.@+-]{1,128}");
            assertThat(Keys.simple(name)).contains(name);
        });
    }
}
