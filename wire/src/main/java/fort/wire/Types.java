package fort.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about types of secrets and the rules each type brings.
public final class Types {
    private Types() {}

    /// @param lifetimeSeconds a version's life; 0 means no end
    /// @param lengthMin of each checked text, in characters; 0 means no rule
    /// @param entropyBitsMin estimated; 0 means no rule
    /// @param characterClasses that must all occur: `lower`, `upper`, `digit`, `symbol`
    /// @param builtIn it came with Fort and not out of the configuration
    public record Type(
            String name,
            @Nullable String description,
            long lifetimeSeconds,
            int lengthMin,
            int lengthMax,
            int entropyBitsMin,
            List<String> characterClasses,
            boolean refuseCommon,
            boolean refuseReuse,
            boolean builtIn) {
        public Type {
            characterClasses = Copies.list(characterClasses);
        }
    }

    public record Listing(List<Type> items, @Nullable String next) {
        public Listing {
            items = Copies.list(items);
        }
    }

    public record Generate(@Nullable Integer length) {}

    /// A value that meets the type's rules; it is stored nowhere.
    public record Generated(String type, SecretJson value) {}
}
