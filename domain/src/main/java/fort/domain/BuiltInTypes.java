package fort.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The types that exist without a configuration. Ages follow common audit baselines: 90 days for what people know, a
/// year for what machines know, 30 days of lead everywhere.
final class BuiltInTypes {
    private static final long DAY = 86_400;

    private BuiltInTypes() {}

    static Map<String, SecretType> with(Collection<SecretType> configured) {
        Map<String, SecretType> types = new HashMap<>();
        for (SecretType type : all()) {
            types.put(type.name(), type);
        }
        for (SecretType type : configured) {
            types.put(type.name(), type);
        }
        return types;
    }

    private static List<SecretType> all() {
        Complexity password = new Complexity(
                12,
                1_024,
                Set.of(CharacterClass.LOWER, CharacterClass.UPPER, CharacterClass.DIGIT),
                60,
                true,
                ValueForm.TEXT);
        Complexity key = new Complexity(16, 8_192, Set.of(), 64, true, ValueForm.TEXT);
        return List.of(
                type("generic", 365, 1, Map.of(), false),
                type("password", 90, 1, Map.of("password", password), true),
                type("database", 90, 1, Map.of("password", password), true),
                type("api_key", 365, 7, Map.of("key", key, "api_key", key), true),
                type("token", 90, 1, Map.of("token", key), true),
                type(
                        "certificate",
                        397,
                        7,
                        Map.of(
                                "certificate", form(ValueForm.CERTIFICATE),
                                "private_key", form(ValueForm.PRIVATE_KEY)),
                        false),
                type(
                        "ssh_key",
                        365,
                        7,
                        Map.of(
                                "private_key", form(ValueForm.PRIVATE_KEY),
                                "public_key", form(ValueForm.SSH_PUBLIC_KEY)),
                        false),
                type("encryption_key", 365, 30, Map.of("key", form(ValueForm.KEY_BYTES)), true));
    }

    private static Complexity form(ValueForm form) {
        return new Complexity(1, 65_536, Set.of(), 0, false, form);
    }

    private static SecretType type(
            String name, long ageDays, long graceDays, Map<String, Complexity> fields, boolean reuseRefused) {
        return new SecretType(
                name, new TypePolicy(ageDays * DAY, 30 * DAY, graceDays * DAY, 10, false, reuseRefused, fields));
    }
}
