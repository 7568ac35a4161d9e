package fort.client;

import fort.wire.SecretJson;
import org.jspecify.annotations.Nullable;

/// A version of a secret, as the quick read returns it.
///
/// @param receipt where the read stands in the record, or empty
public record ReadSecret(
        String path,
        String mount,
        long version,
        String state,
        String type,
        String createdAt,
        @Nullable String expiresAt,
        SecretJson value,
        String receipt) {}
