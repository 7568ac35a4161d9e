package fort.identity;

import fort.domain.SecretValue;
import fort.store.Change;
import java.util.List;

/// A token just made: it works once the changes are committed. The caller closes the token.
///
/// @param warnings sentences for the caller, such as that a time was capped
public record Issued(SecretValue token, TokenEntry entry, List<Change> changes, List<String> warnings) {
    public Issued {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }
}
