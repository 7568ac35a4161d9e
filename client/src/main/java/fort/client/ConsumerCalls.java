package fort.client;

import fort.wire.Consumers;
import fort.wire.Events;
import org.jspecify.annotations.Nullable;

/// Calls about who uses a secret.
public final class ConsumerCalls {
    private final Calls calls;

    ConsumerCalls(Calls calls) {
        this.calls = calls;
    }

    public Consumers.Listing list(@Nullable String mount, String path) {
        return calls.get(at("/consumers/", mount, path, ""), Consumers.Listing.class);
    }

    /// "I read this", before the first read.
    public Consumers.Consumer declare(@Nullable String mount, String path, Consumers.Declare body) {
        return calls.ask(at("/consumers/", mount, path, ":declare"), body, Consumers.Consumer.class);
    }

    /// "I work with this version": the old one may go when every consumer said so.
    public Consumers.Consumer acknowledge(@Nullable String mount, String path, Consumers.Acknowledge body) {
        return calls.ask(at("/consumers/", mount, path, ":acknowledge"), body, Consumers.Consumer.class);
    }

    public void forget(@Nullable String mount, String path, @Nullable String consumer) {
        calls.delete(at("/consumers/", mount, path, "").query("consumer", consumer));
    }

    /// The versions that may be presented now: the current one, and those in grace.
    public Consumers.Acceptable acceptable(@Nullable String mount, String path, boolean values) {
        return calls.get(
                at("/acceptable/", mount, path, "").query("values", values ? true : null), Consumers.Acceptable.class);
    }

    /// A long poll: waits at most so many seconds until one of these changes.
    ///
    /// @param paths one a line; all below it with a slash at the end
    /// @param after the last answer's `next`, or null at first: then it answers at once
    public Events.Listing poll(@Nullable String mount, String paths, @Nullable Long after, int waitSeconds) {
        return calls.get(
                Address.of("/events")
                        .query("mount", mount)
                        .query("paths", paths)
                        .query("after", after)
                        .query("wait", waitSeconds),
                Events.Listing.class);
    }

    private static Address at(String base, @Nullable String mount, String path, String action) {
        return Address.of(base).path(path).literal(action).query("mount", mount);
    }
}
