package fort.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Law 3: a secret turns into bytes in few, named places, and no type that is written down somewhere can hold one.
final class SecretsLawTest {
    /// Rooms whose trade it is: `domain` declares the capability, `crypto` turns values into sealed bytes and back.
    private static final Set<String> TRADE = Set.of("fort.domain", "fort.crypto");

    /// Who else may open a [fort.domain.SecretValue], and why. A new name here is a review of its own.
    private static final Map<String, String> MAY_REVEAL = Map.ofEntries(
            Map.entry("fort.gate.AppRoleHandlers", "a secret id the operator chose"),
            Map.entry("fort.gate.Ceremony", "parses a share that somebody entered"),
            Map.entry("fort.gate.Chamber", "seals the log's signing key when an environment is initialised"),
            Map.entry("fort.gate.Holders", "finds who holds a value that leaked"),
            Map.entry("fort.gate.JsonMerge", "PATCH changes parts of a value"),
            Map.entry("fort.gate.RootGeneration", "a new root token is handed out under a one-time pad"),
            Map.entry("fort.gate.SecretBundles", "export and import"),
            Map.entry("fort.gate.SecretRules", "a fingerprint that finds reuse"),
            Map.entry("fort.gate.TokenHandlers", "a token handed to whoever created it"),
            Map.entry("fort.gate.ToolHandlers", "hashes what the caller sent"),
            Map.entry("fort.gate.UserHandlers", "the rules for passwords look at their characters"),
            Map.entry("fort.identity.SecretIds", "hashes a secret id"),
            Map.entry("fort.identity.TokenCreation", "a token id the operator chose"),
            Map.entry("fort.identity.TokenText", "hashes a token and reads its environment"),
            Map.entry("fort.rotation.support.Fields", "a rotator logs in at its target and sets values there"),
            Map.entry("fort.server.LocalDoor", "a fresh token for whoever owns the folder"),
            Map.entry("fort.server.api.AppRoleHandlers", "a secret id in a response"),
            Map.entry("fort.server.api.Idempotency", "keys remembered answers by a hash of the caller's token"),
            Map.entry("fort.server.api.SealHandlers", "shares in a response"),
            Map.entry("fort.server.api.SecretWriter", "a value in a response of Fort's own API"),
            Map.entry("fort.server.api.TokenHandlers", "a token in a response"),
            Map.entry("fort.server.vault.SecretForms", "shares and pads in the forms Vault's clients send"),
            Map.entry("fort.server.vault.JsonOut", "values in responses of the Vault API"),
            Map.entry("fort.store.Stores", "JDBC takes the password of a database as text"));

    /// Types of these names end up in logs, metrics, records, answers about failures, or on a screen.
    private static final Set<String> WRITTEN_DOWN = Set.of(
            "Record", "Fault", "Refusal", "Metric", "Metrics", "Notification", "Alert", "Problem", "Log", "Receipt");

    @Test
    void only_the_named_places_open_a_secret_value() {
        Set<String> callers = House.classes().stream()
                .filter(one -> !TRADE.contains(one.getPackageName()))
                .filter(one -> one.getAccessesFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getName().equals("fort.domain.Reveal")
                                && call.getName().equals("granted")))
                .map(SecretsLawTest::outermost)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> unknown = new TreeSet<>(callers);
        unknown.removeAll(MAY_REVEAL.keySet());
        assertThat(unknown).as("open secret values without being named here").isEmpty();
        Set<String> gone = new TreeSet<>(MAY_REVEAL.keySet());
        gone.removeAll(callers);
        assertThat(gone).as("named here, but open nothing any more").isEmpty();
    }

    @Test
    void what_is_written_down_has_no_field_for_a_secret() {
        List<String> fields = House.classes().stream()
                .filter(one -> WRITTEN_DOWN.stream().anyMatch(one.getSimpleName()::endsWith))
                .flatMap(one -> one.getFields().stream())
                .filter(field -> field.getType().getAllInvolvedRawTypes().stream()
                        .anyMatch(type -> type.getName().equals("fort.domain.SecretValue")))
                .map(field -> field.getFullName())
                .sorted()
                .toList();
        assertThat(fields).isEmpty();
    }

    private static String outermost(JavaClass one) {
        return one.getName().replaceFirst("\\$.*", "");
    }
}
