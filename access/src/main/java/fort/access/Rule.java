package fort.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One `path` block of a policy, as written.
///
/// @param path without a leading slash; may hold `+` segments, a trailing `*` and templates
/// @param line where the block starts in the text, from 1
/// @param capabilities only [Capability#DENY] when the block denies
/// @param expiration from when on the rule is passed over, or null
public record Rule(
        String path,
        int line,
        Set<Capability> capabilities,
        Constraints constraints,
        @Nullable Instant expiration) {
    public Rule {
        capabilities = Set.copyOf(capabilities);
    }
}
