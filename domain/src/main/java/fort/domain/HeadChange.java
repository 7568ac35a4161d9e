package fort.domain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a lifecycle function decided: the next head, and which version rows the same transaction must add or delete.
///
/// @param head to be stored when `changed`
/// @param changed false when the act found nothing to do; Vault answers such a call with success
/// @param added the version whose row must be added, or null
/// @param removed versions whose rows must be deleted
/// @param warnings as Vault words them
public record HeadChange(
        SecretHead head,
        boolean changed,
        @Nullable VersionInfo added,
        List<VersionInfo> removed,
        List<String> warnings) {
    public HeadChange {
        removed = List.copyOf(removed);
        warnings = List.copyOf(warnings);
    }

    static HeadChange none(SecretHead head) {
        return new HeadChange(head, false, null, List.of(), List.of());
    }

    static HeadChange of(SecretHead head) {
        return new HeadChange(head, true, null, List.of(), List.of());
    }

    static HeadChange removing(SecretHead head, List<VersionInfo> removed) {
        return new HeadChange(head, true, null, removed, List.of());
    }

    public Optional<VersionInfo> addition() {
        return Optional.ofNullable(added);
    }
}
