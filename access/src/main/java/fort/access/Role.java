package fort.access;

import fort.domain.InvalidName;
import fort.domain.Names;
import java.util.List;
import java.util.TreeSet;

/// A named bundle of policies: what a kind of person or program may do (R9.2).
///
/// A caller holds a role by having `role/<name>` among its policies; it is resolved at each decision, so a change of
/// the role reaches every session at once. A role holds policies only, never other roles and never `root`.
///
/// @param name see [Names#requireSimple]
/// @param policies lower case, sorted, unique
/// @throws InvalidName when the name is not canonical or a text is too long
public record Role(String name, String description, List<String> policies) {
    /// How a role is spelled among a caller's policies.
    public static final String PREFIX = "role/";

    public static final int POLICIES_MAX = 256;

    public static final int DESCRIPTION_LENGTH_MAX = 1_024;

    public Role {
        Names.requireSimple("role", name);
        policies = List.copyOf(new TreeSet<>(policies));
        if (policies.size() > POLICIES_MAX) {
            throw new InvalidName("a role has at most " + POLICIES_MAX + " policies");
        }
        if (description.length() > DESCRIPTION_LENGTH_MAX) {
            throw new InvalidName("a role's description has at most " + DESCRIPTION_LENGTH_MAX + " characters");
        }
    }
}
