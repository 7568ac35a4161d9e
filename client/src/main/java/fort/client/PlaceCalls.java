package fort.client;

import fort.wire.Environments;
import fort.wire.Mounts;

/// Calls about environments and mounts.
public final class PlaceCalls {
    private final Calls calls;

    PlaceCalls(Calls calls) {
        this.calls = calls;
    }

    public Environments.Listing environments() {
        return calls.get(Address.of("/environments"), Environments.Listing.class);
    }

    public Environments.Status environment() {
        return calls.get(Address.of("/environments/current"), Environments.Status.class);
    }

    public Environments.Digest digest() {
        return calls.get(Address.of("/environments/current/digest"), Environments.Digest.class);
    }

    public Mounts.Listing mounts(Page page) {
        return calls.get(Address.of("/mounts").page(page), Mounts.Listing.class);
    }

    public Mounts.Mount createMount(Mounts.Create body) {
        return calls.act(Address.of("/mounts"), body, Mounts.Mount.class);
    }

    public Mounts.Mount mount(String mount) {
        return calls.get(Address.of("/mounts/").path(mount), Mounts.Mount.class);
    }

    public Mounts.Mount updateMount(String mount, Mounts.Update body) {
        return calls.patch(Address.of("/mounts/").path(mount), body, Mounts.Mount.class);
    }

    /// Destroys every secret in it.
    public void deleteMount(String mount) {
        calls.delete(Address.of("/mounts/").path(mount));
    }
}
