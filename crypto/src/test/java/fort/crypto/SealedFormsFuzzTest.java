package fort.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.SecretValue;
import java.time.Instant;
import org.junit.jupiter.api.Tag;

/// Whatever bytes stand in the store, a reader gets an integrity fault and never a value.
@Tag("attack-84")
final class SealedFormsFuzzTest {
    private static final EnvironmentName PRODUCTION = new EnvironmentName("production");

    private final RootKey root = RootKey.generate(new Seeded(1));
    private final Keyring keyring = Keyring.create(PRODUCTION, root, new Seeded(2), Instant.EPOCH);
    private final PasswordHash passwords = new PasswordHash(new Seeded(3), PasswordHash.Cost.CHEAP, 1, 1);

    @FuzzTest
    void no_bytes_but_sealed_ones_open(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        KeyringTest.assertIntegrity(() -> keyring.openRow("c", "k", bytes));
        KeyringTest.assertIntegrity(() -> keyring.open(new Place(PRODUCTION, "c", "k", 1), bytes));
        KeyringTest.assertIntegrity(() -> Keyring.open(PRODUCTION, root, bytes, new Seeded(4)));
    }

    @FuzzTest
    void a_share_reads_back_as_it_was_written(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        Share.parse(text).ifPresent(share -> {
            assertThat(share.index()).isBetween(1, 255);
            assertThat(Share.parse(share.hex()).orElseThrow().hex()).isEqualTo(share.hex());
        });
    }

    @FuzzTest
    void no_text_is_a_password_hash_by_accident(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        if (text.contains("m=") && !text.contains("m=8,")) {
            return; // a costly hash is parsed like a cheap one
        }
        try (SecretValue password = SecretValue.owning("password".getBytes(UTF_8))) {
            passwords.verify(password, text);
        } catch (Fault e) {
            assertThat(e.code()).isEqualTo(Fault.Code.INTEGRITY);
        }
    }
}
