package fort.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2.6")
class SecretSelectorTest {
    private final SecretHead head = RotationScene.done(Lifecycle.putMetadata(
                    SecretHead.empty("m", "app/db", RotationScene.TYPE, RotationScene.START),
                    true,
                    KvSettings.DEFAULT,
                    new MetadataEdit(
                            null, null, null, null, null, null, null, List.of("pci"), List.of("billing"), null, null),
                    RotationScene.START))
            .head();

    private boolean takes(SecretSelector.OfHead selector) {
        return selector.matches(head, List.of(new Consumption("reports", 1, null, 0, null)));
    }

    @Test
    void takes_a_secret_by_where_it_is() {
        assertThat(takes(new SecretSelector.At(new SecretSelector.Place("m", "app/db"))))
                .isTrue();
        assertThat(takes(new SecretSelector.At(new SecretSelector.Place("other", "app/db"))))
                .isFalse();
        assertThat(takes(new SecretSelector.Listed(Set.of(SecretSelector.Place.of(head)))))
                .isTrue();
        assertThat(takes(new SecretSelector.Below("m", "app"))).isTrue();
        assertThat(takes(new SecretSelector.Below("m", "app/db"))).isTrue();
        assertThat(takes(new SecretSelector.Below("m", ""))).isTrue();
        assertThat(takes(new SecretSelector.Below("m", "ap"))).isFalse();
        assertThat(takes(new SecretSelector.Below("other", ""))).isFalse();
    }

    @Test
    void takes_a_secret_by_what_it_is_and_who_uses_it() {
        assertThat(takes(new SecretSelector.OfType("password"))).isTrue();
        assertThat(takes(new SecretSelector.OfType("token"))).isFalse();
        assertThat(takes(new SecretSelector.Tagged("pci"))).isTrue();
        assertThat(takes(new SecretSelector.Tagged("pc"))).isFalse();
        assertThat(takes(new SecretSelector.UsedBy("billing"))).isTrue();
        assertThat(takes(new SecretSelector.UsedBy("reports"))).isTrue();
        assertThat(takes(new SecretSelector.UsedBy("nobody"))).isFalse();
    }
}
