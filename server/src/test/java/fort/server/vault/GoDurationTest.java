package fort.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "3600, 3600",
        "0, 0",
        "1h, 3600",
        "5m0s, 300",
        "3h25m19s, 12319",
        "30d, 2592000",
        "1.5h, 5400",
        ".5m, 30",
        "90s, 90",
        "1500ms, 1",
        "2000000us, 2",
        "2000000µs, 2",
        "-5, -5",
        "-1m, -60",
        "+10s, 10",
        "' 60 ', 60"
    })
    void reads_what_clients_write(String text, long seconds) {
        assertThat(GoDuration.seconds(text)).hasValue(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "h", "1x", "1h1", "--1", "1..5h", ".", ".h", "1e9", "0x10", "9999999999999999999", "١s"
            })
    void refuses_what_is_no_duration(String text) {
        assertThat(GoDuration.seconds(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "59, 59s", "60, 1m0s", "1800, 30m0s", "3600, 1h0m0s", "12319, 3h25m19s", "-1, -1s"})
    void writes_as_go_does(long seconds, String text) {
        assertThat(GoDuration.text(seconds)).isEqualTo(text);
    }

    @Test
    void reads_back_whatever_it_wrote() {
        Random random = new Random(20261124);
        for (int i = 0; i < 2_000; i++) {
            long seconds = random.nextLong(-4_000_000_000L, 4_000_000_000L);
            assertThat(GoDuration.seconds(GoDuration.text(seconds))).isEqualTo(OptionalLong.of(seconds));
        }
    }
}
