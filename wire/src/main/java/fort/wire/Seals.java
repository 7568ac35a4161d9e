package fort.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about an environment's seal and keys.
public final class Seals {
    private Seals() {}

    /// @param type `shares` or `key_file`
    /// @param progress how many shares of `threshold` were given so far
    public record Status(
            String environment,
            boolean initialised,
            boolean sealed,
            String type,
            int threshold,
            int shares,
            int progress) {}

    public record Initialise(int shares, int threshold) {}

    /// Shown this once.
    public record Initialised(List<SecretText> shares, SecretText token) {
        public Initialised {
            shares = Copies.list(shares);
        }
    }

    /// @param reset forget the shares given so far
    public record Unseal(@Nullable SecretText share, boolean reset) {}

    public record RekeyStart(int shares, int threshold) {}

    /// @param nonce names this rekeying in each share's call
    /// @param newShares present when the last needed share was given; shown this once
    public record Rekey(
            boolean started,
            @Nullable String nonce,
            int threshold,
            int shares,
            int progress,
            int required,
            boolean complete,
            List<SecretText> newShares) {
        public Rekey {
            newShares = Copies.list(newShares);
        }
    }

    public record RekeyShare(String nonce, SecretText share) {}

    /// @param term number of the newest environment key
    /// @param behind versions still wrapped by an older key; a background job brings it to 0
    public record Keys(int term, Instant createdAt, long behind) {}
}
