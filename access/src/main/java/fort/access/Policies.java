package fort.access;

import fort.domain.Outcome;
import fort.store.Change;
import fort.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The policies of one environment. Reads rows; describes changes and never writes.
///
/// `root` and `response-wrapping` exist always and cannot be changed; `default` exists always, can be changed, and
/// cannot be deleted. Names are lowercased before they are looked at.
public final class Policies {
    public static final String ROOT = "root";
    public static final String DEFAULT = "default";
    public static final String RESPONSE_WRAPPING = "response-wrapping";

    /// The most policies of one environment.
    public static final int POLICIES_MAX = 10_000;

    public Policies(Rows rows) {
        var _ = Stub.later();
    }

    /// Sorted; holds `default` and `root`, but not `response-wrapping`, as on OpenBao.
    public List<String> names() {
        return Stub.later();
    }

    /// The policy of that name in any case; `root` has an empty text.
    public Optional<Policy> find(String name) {
        return Stub.later();
    }

    /// Creates or replaces.
    public Outcome<List<Change>> put(String name, String text, Instant now) {
        return Stub.later();
    }

    /// Deleting what is not there succeeds with no change.
    public Outcome<List<Change>> delete(String name) {
        return Stub.later();
    }

    /// The names of `policies` that exist no policy and no role for: for Vault's warning at token creation.
    public List<String> unknown(List<String> policies) {
        return Stub.later();
    }
}
