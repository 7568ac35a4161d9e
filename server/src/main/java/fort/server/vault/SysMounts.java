package fort.server.vault;

import fort.domain.Names;
import fort.domain.Refusal;
import fort.gate.Mount;
import fort.gate.MountOperation;
import fort.gate.MountTuning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The mount tables: `sys/mounts` and `sys/auth`, moving a mount, and what a caller may see of them.
final class SysMounts {
    Answer table(Call call, boolean auth, String path) {
        if (path.isEmpty()) {
            return call.verb() == Verb.READ
                    ? call.ask(new MountOperation.ListMounts(auth), mounts -> Answer.repeated(MountViews.table(mounts)))
                    : call.unsupportedVerb();
        }
        if (path.endsWith("/tune")) {
            return tune(call, auth, path.substring(0, path.length() - "/tune".length()));
        }
        return switch (call.verb()) {
            case READ ->
                call.ask(
                        new MountOperation.ReadMount(auth, path),
                        mount -> Answer.repeated(MountViews.of(mount)),
                        _ -> Answer.error(
                                400, (auth ? "No auth engine at " : "No secret engine mount at ") + path + "/"));
            case WRITE -> enable(call, auth, path);
            case DELETE -> disable(call, auth, path);
            case PATCH, LIST -> call.unsupportedVerb();
        };
    }

    private static Answer disable(Call call, boolean auth, String path) {
        return call.tellQuietly(new MountOperation.Disable(auth, path));
    }

    private static Answer enable(Call call, boolean auth, String path) {
        Body body = call.body();
        String type = body.text("type", "");
        if (type.isEmpty()) {
            return call.unknown(false, Answer.error(400, "backend type must be specified as a string"));
        }
        Map<String, String> options = texts(body.map("options"));
        boolean second = type.equals("kv-v2");
        if (second) {
            type = "kv";
            options.put("version", "2");
        } else if (type.equals("generic")) {
            type = "kv";
        }
        if (type.equals("kv")) {
            options.putIfAbsent("version", "1");
        }
        return call.ask(
                new MountOperation.Enable(
                        auth,
                        Names.requirePath(path),
                        type,
                        body.text("description", ""),
                        tuning(body.object("config")),
                        options,
                        body.flag("local", false)),
                _ -> Answer.NOTHING);
    }

    private static Map<String, String> texts(@Nullable Map<String, @Nullable String> given) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> texts.put(name, value == null ? "" : value));
        }
        return texts;
    }

    private static MountTuning tuning(Body body) {
        return new MountTuning(
                ttl(body, "default_lease_ttl"),
                ttl(body, "max_lease_ttl"),
                body.flag("force_no_cache"),
                body.text("listing_visibility"),
                body.list("audit_non_hmac_request_keys"),
                body.list("audit_non_hmac_response_keys"),
                body.list("passthrough_request_headers"),
                body.list("allowed_response_headers"),
                body.text("token_type"));
    }

    /// The word `system` (and an empty text) takes the system's.
    private static @Nullable Long ttl(Body body, String name) {
        return "system".equals(body.kind(name) == Body.Kind.STRING ? body.text(name) : null)
                ? (Long) 0L
                : body.seconds(name);
    }

    private static Answer tune(Call call, boolean auth, String path) {
        return switch (call.verb()) {
            case READ ->
                call.ask(
                        new MountOperation.ReadMount(auth, path),
                        mount -> Answer.repeated(MountViews.tune(mount)),
                        _ -> Answer.error(400, "cannot fetch sysview for path \"" + path + "/\""));
            case WRITE -> tuneWrite(call, auth, path);
            case PATCH, DELETE, LIST -> call.unsupportedVerb();
        };
    }

    private static Answer tuneWrite(Call call, boolean auth, String path) {
        Body body = call.body();
        Map<String, String> options = body.has("options") ? texts(body.map("options")) : null;
        Mount before = call.chamber().mounts().at(auth, path);
        boolean upgrade = before != null && before.isKv1() && options != null && "2".equals(options.get("version"));
        return call.ask(
                new MountOperation.Tune(auth, path, tuning(body), body.text("description"), options),
                _ -> upgrade
                        ? Answer.warning(
                                200,
                                "Upgrading mount from version 1 to version 2. This mount will be unavailable for a brief"
                                        + " period and will resume service shortly.")
                        : Answer.NOTHING,
                refusal -> before == null
                        ? Answer.error(400, "tune of path \"" + path + "/\" failed: no mount entry found")
                        : Refusals.of(refusal));
    }

    Answer remount(Call call, String rest) {
        if (!rest.isEmpty()) {
            return rest.startsWith("status/")
                    ? call.unknown(false, Answer.data(Map.of("migration_info", Map.of("status", "success"))))
                    : call.unsupportedPath();
        }
        if (call.verb() != Verb.WRITE) {
            return call.unsupportedVerb();
        }
        String from = trimmed(call.body().text("from", ""));
        String to = trimmed(call.body().text("to", ""));
        if (from.isEmpty() || to.isEmpty()) {
            return call.unknown(false, Answer.error(400, "both 'from' and 'to' path must be specified as a string"));
        }
        boolean auth = from.startsWith("auth/");
        if (auth != to.startsWith("auth/")) {
            return call.unknown(false, Answer.error(400, "cannot move between secret and auth mounts"));
        }
        MountOperation.Remount operation = new MountOperation.Remount(
                auth,
                Names.requirePath(auth ? from.substring("auth/".length()) : from),
                Names.requirePath(auth ? to.substring("auth/".length()) : to));
        return call.ask(
                operation,
                _ -> Answer.withWarnings(
                        Answer.repeated(Map.of("migration_id", call.id())),
                        List.of("The mount was moved; nothing is left to be done in the background.")),
                refusal -> refusal.reason() == Refusal.Reason.NOT_FOUND
                        ? Answer.error(400, "no matching mount at \"" + from + "/\"")
                        : Refusals.of(refusal));
    }

    private static String trimmed(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        return start < end ? path.substring(start, end) : "";
    }

    /// `sys/internal/ui/mounts[/path]`. The form with a path answers "no such mount" and "no access" in the same
    /// words,
    /// so that nobody can find out what is mounted.
    Answer visible(Call call, String path) {
        if (call.verb() != Verb.READ) {
            return call.unsupportedVerb();
        }
        if (path.isEmpty()) {
            return call.ask(new MountOperation.VisibleMounts(), visible -> visible(call, visible));
        }
        String inner = path.substring(1);
        Answer denied = Answer.error(
                403,
                "preflight capability check returned 403, please ensure client's policies grant access to path \""
                        + inner + "/\"");
        return call.askAll(
                new MountOperation.FindMount(inner),
                mount -> {
                    Map<String, @Nullable Object> view = new TreeMap<>(MountViews.of(mount));
                    view.put("path", (mount.auth() ? "auth/" : "") + mount.path() + "/");
                    return Answer.data(view);
                },
                refusal -> switch (refusal.reason()) {
                    case FORBIDDEN, NOT_FOUND -> call.anonymous() ? Answer.error(403, "permission denied") : denied;
                    default -> Refusals.of(refusal);
                });
    }

    private static Answer visible(Call call, MountOperation.Visible visible) {
        return Answer.data(Fields.of(
                "auth", views(call, visible.auth()),
                "secret", views(call, visible.secret())));
    }

    private static Map<String, Object> views(Call call, List<Mount> mounts) {
        Map<String, Object> views = new LinkedHashMap<>();
        for (Mount mount : mounts) {
            views.put(mount.path() + "/", call.anonymous() ? MountViews.open(mount) : MountViews.of(mount));
        }
        return views;
    }
}
