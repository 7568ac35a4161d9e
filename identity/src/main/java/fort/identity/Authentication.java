package fort.identity;

import fort.store.Change;
import fort.store.Rows;
import java.util.List;

/// What presenting a token came to.
public sealed interface Authentication {
    /// The token works. [Tokens#use] must follow, before the act is answered.
    record Valid(Rows.Entry<TokenEntry> row) implements Authentication {
        public TokenEntry entry() {
            return row.value();
        }
    }

    /// The token's time is over, or its parent's. The changes remove it for good, so that a clock set back does
    /// not bring it back: commit them with the record of the refusal.
    record Expired(TokenEntry entry, List<Change> changes) implements Authentication {}

    /// The token is good, but not from this network.
    record Misplaced(TokenEntry entry) implements Authentication {}

    /// There is no such token, or it was revoked.
    record Unknown() implements Authentication {}

    Authentication UNKNOWN = new Unknown();
}
