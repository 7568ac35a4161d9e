package fort.access;

import fort.domain.Caller;
import fort.store.Rows;
import java.time.InstantSource;

/// Compiled [Acl]s by what they were compiled from. Bounded; thread-safe.
///
/// An entry is used only while every policy and role row it was compiled from still has the revision it had, and
/// until its first rule expires: so whatever invalidates [Rows] invalidates this too, and there is nothing to notify.
public final class AclCache {
    public AclCache(Rows rows, InstantSource clock, int entriesMax) {
        var _ = Stub.later();
    }

    /// The rules for this caller, as of now.
    public Acl of(Caller caller) {
        return Stub.later();
    }
}
