package fort.client;

import fort.wire.Secrets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Calls about secrets: read, write, list, and in bulk. A null mount is `secret`.
public final class SecretCalls {
    private final Calls calls;

    SecretCalls(Calls calls) {
        this.calls = calls;
    }

    /// Reads a version quickly: no data binding.
    ///
    /// @param version 0 for the current one
    public ReadSecret read(@Nullable String mount, String path, long version) {
        Address address = Address.of("/secrets/").path(path).query("mount", mount);
        return SecretReader.read(calls.getReply(address.query("version", version == 0 ? null : version)));
    }

    public Secrets.Written write(@Nullable String mount, String path, Secrets.Write body) {
        return calls.put(at(mount, path, ""), body, Secrets.Written.class);
    }

    public Secrets.Written patch(@Nullable String mount, String path, Secrets.Patch body) {
        return calls.patch(at(mount, path, ""), body, Secrets.Written.class);
    }

    /// Deletes so that it can be undeleted.
    ///
    /// @param versions empty for the current one
    public Secrets.Changed delete(@Nullable String mount, String path, List<Long> versions) {
        String numbers = versions.isEmpty()
                ? null
                : versions.stream().map(String::valueOf).collect(Collectors.joining(","));
        return calls.delete(at(mount, path, "").query("versions", numbers), Secrets.Changed.class);
    }

    public Secrets.Changed undelete(@Nullable String mount, String path, List<Long> versions) {
        return calls.ask(at(mount, path, ":undelete"), new Secrets.Versions(versions), Secrets.Changed.class);
    }

    public Secrets.Changed destroy(@Nullable String mount, String path, List<Long> versions) {
        return calls.ask(at(mount, path, ":destroy"), new Secrets.Versions(versions), Secrets.Changed.class);
    }

    public Secrets.Written generate(@Nullable String mount, String path, Secrets.Generate body) {
        return calls.act(at(mount, path, ":generate"), body, Secrets.Written.class);
    }

    public Secrets.Listing list(@Nullable String mount, @Nullable String prefix, boolean recursive, Page page) {
        Address address = Address.of("/secrets").query("mount", mount).query("prefix", prefix);
        return calls.get(address.query("recursive", recursive ? true : null).page(page), Secrets.Listing.class);
    }

    public Secrets.BulkAnswer bulkRead(Secrets.BulkRead body) {
        return calls.ask(Address.of("/secrets:read"), body, Secrets.BulkAnswer.class);
    }

    public Secrets.Imported importAll(Secrets.Import body) {
        return calls.act(Address.of("/secrets:import"), body, Secrets.Imported.class);
    }

    public Secrets.Bundle export(Secrets.Export body) {
        return calls.ask(Address.of("/secrets:export"), body, Secrets.Bundle.class);
    }

    public Secrets.BundleImported importBundle(Secrets.ImportBundle body) {
        return calls.act(Address.of("/secrets:import-bundle"), body, Secrets.BundleImported.class);
    }

    private static Address at(@Nullable String mount, String path, String action) {
        return Address.of("/secrets/").path(path).literal(action).query("mount", mount);
    }
}
