package fort.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The secret types of a fort: built-in ones, with those of the configuration in their place or beside them.
/// Immutable.
public final class TypePolicies {
    /// The type of a secret whose writer named none.
    public static final String DEFAULT_TYPE = "generic";

    private final Map<String, SecretType> types;

    TypePolicies(Map<String, SecretType> types) {
        this.types = Map.copyOf(types);
    }

    public static TypePolicies builtIn() {
        return with(List.of());
    }

    /// @param configured replace built-in types of the same name
    public static TypePolicies with(Collection<SecretType> configured) {
        return new TypePolicies(BuiltInTypes.with(configured));
    }

    public Optional<SecretType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /// The named type, or the default one when the name is unknown: a stored secret outlives a type that was taken
    /// out of the configuration.
    public SecretType orDefault(String name) {
        SecretType type = types.get(name);
        return type == null ? defaultType() : type;
    }

    public SecretType defaultType() {
        SecretType type = types.get(DEFAULT_TYPE);
        if (type == null) {
            throw new IllegalStateException("the default type exists always");
        }
        return type;
    }

    /// Sorted by name.
    public List<SecretType> all() {
        return types.values().stream()
                .sorted(Comparator.comparing(SecretType::name))
                .toList();
    }
}
