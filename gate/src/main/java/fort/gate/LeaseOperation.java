package fort.gate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Leases by id. Today only tokens have leases (`auth/<mount>/login/<hash>`).
public sealed interface LeaseOperation<T> extends Operation<T> {
    record LookupLease(String id) implements LeaseOperation<LeaseView> {
        @Override
        public String name() {
            return "lease.lookup";
        }
    }

    record RenewLease(String id, long incrementSeconds) implements LeaseOperation<LeaseView> {
        @Override
        public String name() {
            return "lease.renew";
        }
    }

    record RevokeLease(String id) implements LeaseOperation<Void> {
        @Override
        public String name() {
            return "lease.revoke";
        }
    }

    /// @param force also when revocation at the target fails
    record RevokePrefix(String prefix, boolean force) implements LeaseOperation<Integer> {
        @Override
        public String name() {
            return "lease.revoke_prefix";
        }
    }

    record ListLeases(String prefix) implements LeaseOperation<List<String>> {
        @Override
        public String name() {
            return "lease.list";
        }
    }

    record TidyLeases() implements LeaseOperation<Void> {
        @Override
        public String name() {
            return "lease.tidy";
        }
    }

    record LeaseView(
            String id,
            Instant issueTime,
            @Nullable Instant expireTime,
            @Nullable Instant lastRenewal,
            boolean renewable,
            long ttlSeconds) {}
}
