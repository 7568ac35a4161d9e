package fort.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about the proof that no route lets a credential of another environment through.
public final class Isolation {
    private Isolation() {}

    /// @param state `running`, `proved` or `failed`
    /// @param routes how many routes were tried
    /// @param credentials with how many foreign credentials each
    /// @param attempts all tries; `refused` of them were refused; each other one is in `breaches`
    /// @param report the signed note (C2SP) over the evidence; absent while it runs
    public record Proof(
            String id,
            String state,
            Instant startedAt,
            @Nullable Instant finishedAt,
            int routes,
            int credentials,
            int attempts,
            int refused,
            List<String> breaches,
            @Nullable String report) {
        public Proof {
            breaches = Copies.list(breaches);
        }
    }

    public record Listing(List<Proof> items, @Nullable String next) {
        public Listing {
            items = Copies.list(items);
        }
    }
}
