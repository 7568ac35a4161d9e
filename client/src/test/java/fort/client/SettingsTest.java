package fort.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void its_own_variables_win_over_those_of_vault() {
        Settings settings = Settings.of(Map.of(
                "FORT_ADDR",
                "https://fort:1",
                "VAULT_ADDR",
                "https://vault:2",
                "VAULT_TOKEN",
                "v",
                "FORT_TOKEN",
                "f\n",
                "VAULT_NAMESPACE",
                "/staging/",
                "VAULT_CACERT",
                "/ca.pem"));

        assertThat(settings.address()).hasToString("https://fort:1");
        assertThat(new String(Objects.requireNonNull(settings.token()).bytes(), UTF_8))
                .isEqualTo("f");
        assertThat(settings.environment()).isEqualTo("staging");
        assertThat(settings.caFile()).hasToString("/ca.pem");
    }

    @Test
    void an_empty_variable_is_none() {
        Settings settings = Settings.of(Map.of("FORT_ADDR", "", "FORT_TOKEN", " ", "VAULT_NAMESPACE", "/"));

        assertThat(settings.address()).isEqualTo(Settings.ADDRESS_DEFAULT);
        assertThat(settings.token()).isNull();
        assertThat(settings.environment()).isNull();
    }

    @Test
    void plain_http_is_readable_on_the_way_but_to_this_host() {
        for (String here :
                List.of("http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "https://far.example")) {
            assertThat(Settings.of(Map.of("FORT_ADDR", here)).isReadableOnTheWay())
                    .as(here)
                    .isFalse();
        }
        for (String far : List.of("http://far.example", "http://10.0.0.1:8200", "http://127.0.0.1.far.example")) {
            assertThat(Settings.of(Map.of("FORT_ADDR", far)).isReadableOnTheWay())
                    .as(far)
                    .isTrue();
        }
    }

    @Test
    void refuses_an_address_that_is_more_than_a_place() {
        for (String address :
                List.of("ftp://x", "localhost:8200", "https://", "https://u:p@x", "https://x/v1", "https://x?a")) {
            assertThatThrownBy(() -> Settings.of(Map.of("FORT_ADDR", address)))
                    .as(address)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
