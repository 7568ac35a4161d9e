package fort.server.vault;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any text is a duration or is not; what is one survives being written and read again.
final class GoDurationFuzzTest {
    @FuzzTest
    void reads_or_refuses(FuzzedDataProvider data) {
        GoDuration.seconds(data.consumeRemainingAsString()).ifPresent(seconds -> {
            if (GoDuration.seconds(GoDuration.text(seconds)).orElseThrow() != seconds) {
                throw new IllegalStateException("another duration came back");
            }
        });
    }
}
