package fort.client;

import fort.wire.Audit;
import fort.wire.Rotations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Calls about secrets that rotate themselves.
public final class RotationCalls {
    private final Calls calls;

    RotationCalls(Calls calls) {
        this.calls = calls;
    }

    public Rotations.Listing list(@Nullable String state, @Nullable String target, Page page) {
        return calls.get(
                Address.of("/rotations")
                        .query("state", state)
                        .query("target", target)
                        .page(page),
                Rotations.Listing.class);
    }

    public Rotations.Rotation read(@Nullable String mount, String path) {
        return calls.get(at(path, "").query("mount", mount), Rotations.Rotation.class);
    }

    public Rotations.Rotation configure(@Nullable String mount, String path, Rotations.Settings settings) {
        return calls.put(at(path, "").query("mount", mount), settings, Rotations.Rotation.class);
    }

    public void unconfigure(@Nullable String mount, String path) {
        calls.delete(at(path, "").query("mount", mount));
    }

    public Rotations.Rotation now(@Nullable String mount, String path) {
        return calls.act(at(path, ":now").query("mount", mount), null, Rotations.Rotation.class);
    }

    public Rotations.Rotation freeze(@Nullable String mount, String path) {
        return calls.ask(at(path, ":freeze").query("mount", mount), null, Rotations.Rotation.class);
    }

    public Rotations.Rotation resume(@Nullable String mount, String path) {
        return calls.ask(at(path, ":resume").query("mount", mount), null, Rotations.Rotation.class);
    }

    public Audit.Entries history(@Nullable String mount, String path, Page page) {
        return calls.get(
                Address.of("/rotation-history/")
                        .path(path)
                        .query("mount", mount)
                        .page(page),
                Audit.Entries.class);
    }

    public Rotations.Explanation explain(@Nullable String mount, String path) {
        return calls.get(
                Address.of("/rotation-explanations/").path(path).query("mount", mount), Rotations.Explanation.class);
    }

    public Rotations.Plan plan(@Nullable Instant until, Page page) {
        return calls.get(Address.of("/rotation-plan").query("until", until).page(page), Rotations.Plan.class);
    }

    public Rotations.Pause pause() {
        return calls.get(Address.of("/rotation-pause"), Rotations.Pause.class);
    }

    public Rotations.Pause setPause(Rotations.SetPause body) {
        return calls.put(Address.of("/rotation-pause"), body, Rotations.Pause.class);
    }

    private static Address at(String path, String action) {
        return Address.of("/rotations/").path(path).literal(action);
    }
}
