package fort.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about who uses a secret, and which version he has.
public final class Consumers {
    private Consumers() {}

    /// @param consumer a service's name, or a principal such as `approle/web`
    /// @param principal who declared it or was seen reading; empty when only the secret's metadata names it
    /// @param declared false when it is known from its reads alone
    /// @param fetchedVersion the newest version it fetched, 0: none
    /// @param acknowledgedVersion the newest version it said it works with, 0: none
    public record Consumer(
            String consumer,
            String principal,
            boolean declared,
            long fetchedVersion,
            @Nullable Instant fetchedAt,
            long acknowledgedVersion,
            @Nullable Instant acknowledgedAt) {}

    /// @param currentVersion 0 when there is none
    public record Listing(String path, String mount, long currentVersion, List<Consumer> items) {
        public Listing {
            items = Copies.list(items);
        }
    }

    /// @param consumer a simple name; the caller's principal when absent
    public record Declare(@Nullable String consumer) {}

    /// @param consumer as it was declared; the caller's principal when absent
    public record Acknowledge(long version, @Nullable String consumer) {}

    /// @param state `current` or `grace`
    /// @param graceUntil from then on it is no longer acceptable
    /// @param value only when values were asked for
    public record AcceptableVersion(
            long version,
            String state,
            Instant createdAt,
            @Nullable Instant graceUntil,
            @Nullable SecretJson value) {}

    /// The versions that a client may present now, ascending.
    public record Acceptable(
            String path,
            String mount,
            List<AcceptableVersion> items,
            @Nullable String receipt) {
        public Acceptable {
            items = Copies.list(items);
        }
    }
}
