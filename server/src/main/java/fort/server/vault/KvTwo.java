package fort.server.vault;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import fort.gate.Mount;
import fort.gate.Reply;
import fort.gate.SecretOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The key/value engine, version 2: versions, check-and-set, metadata.
final class KvTwo {
    /// Names in one answer to a list; OpenBao's `after` and `limit` page through more.
    static final int LIST_MAX = 1_000_000;

    private static final String MERGE_PATCH = "application/merge-patch+json";

    Answer answer(Call call, Mount mount, String rest) {
        int slash = rest.indexOf('/');
        String part = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash + 1);
        return switch (part) {
            case "data" -> data(call, mount, path);
            case "metadata" -> metadata(call, mount, path);
            case "delete" ->
                versions(
                        call,
                        path,
                        "No version number provided",
                        list -> new SecretOperation.DeleteVersions(mount.path(), new SecretPath(path), list));
            case "undelete" ->
                versions(
                        call,
                        path,
                        "No version number provided",
                        list -> new SecretOperation.UndeleteVersions(mount.path(), new SecretPath(path), list));
            case "destroy" ->
                versions(
                        call,
                        path,
                        "no version number provided",
                        list -> new SecretOperation.DestroyVersions(mount.path(), new SecretPath(path), list));
            case "subkeys" -> subkeys(call, mount, path);
            case "config" -> path.isEmpty() ? config(call, mount) : versioned(call);
            default -> versioned(call);
        };
    }

    private Answer data(Call call, Mount mount, String path) {
        if (path.isEmpty()) {
            return root(call);
        }
        return switch (call.verb()) {
            case READ -> read(call, mount, new SecretPath(path));
            case WRITE -> write(call, mount, path);
            case PATCH -> patch(call, mount, new SecretPath(path));
            case DELETE -> call.tell(new SecretOperation.Delete(mount.path(), new SecretPath(path)));
            case LIST -> call.unsupportedVerb();
        };
    }

    private static Answer root(Call call) {
        return switch (call.verb()) {
            case WRITE, PATCH -> trailing(call);
            case LIST -> call.unsupportedVerb();
            case READ, DELETE ->
                call.slash()
                        ? call.unknown(false, Answer.ABSENT)
                        : call.unknown(
                                false,
                                Answer.warning(
                                        404,
                                        "Non-listing operations on the root of a K/V v2 mount are not supported."));
        };
    }

    /// A write to a folder.
    static Answer trailing(Call call) {
        return call.unknown(false, Answer.error(400, "cannot write to a path ending in '/'"));
    }

    private static Answer read(Call call, Mount mount, SecretPath path) {
        if (call.slash()) {
            return call.unknown(false, Answer.ABSENT);
        }
        long version = Math.max(0, call.query().integer("version", 0));
        Reply<SecretOperation.SecretView> reply = call.perform(new SecretOperation.Read(mount.path(), path, version));
        return switch (reply.outcome()) {
            case Outcome.Done<SecretOperation.SecretView>(SecretOperation.SecretView view) ->
                new Answer.Written(Envelope.secret(call, view, reply.warnings()));
            case Outcome.Refused<SecretOperation.SecretView>(Refusal refusal) -> Refusals.of(refusal);
        };
    }

    private static Answer write(Call call, Mount mount, String path) {
        if (call.slash()) {
            return trailing(call);
        }
        Body body = call.body();
        SecretValue value = value(body);
        if (value == null) {
            return call.unknown(false, Answer.error(400, "no data provided"));
        }
        try (value) {
            Reply<SecretOperation.SecretView> reply = call.perform(
                    new SecretOperation.Write(mount.path(), new SecretPath(path), value, checkAndSet(body), null));
            return written(call, reply);
        }
    }

    private static Answer written(Call call, Reply<SecretOperation.SecretView> reply) {
        return switch (reply.outcome()) {
            case Outcome.Done<SecretOperation.SecretView>(SecretOperation.SecretView view) ->
                new Answer.Written(Envelope.written(call, view, Warnings.of(reply.warnings(), call.body())));
            case Outcome.Refused<SecretOperation.SecretView>(Refusal refusal) -> Refusals.of(refusal);
        };
    }

    /// @return null when there is none
    private static @Nullable SecretValue value(Body body) {
        Body.Kind kind = body.kind("data");
        if (kind == null || kind == Body.Kind.NULL) {
            return null;
        }
        if (kind != Body.Kind.OBJECT) {
            throw Weak.unconvertible("data", "expected an object");
        }
        return body.json("data");
    }

    private static @Nullable Long checkAndSet(Body body) {
        if (!body.has("options")) {
            return null;
        }
        try {
            return body.object("options").integer("cas");
        } catch (BadCall e) {
            throw body.kind("options") == Body.Kind.OBJECT ? BadCall.of("error parsing check-and-set parameter") : e;
        }
    }

    private static Answer patch(Call call, Mount mount, SecretPath path) {
        requireMergePatch(call);
        if (call.slash()) {
            return trailing(call);
        }
        SecretValue value = value(call.body());
        if (value == null) {
            return call.unknown(false, Answer.error(400, "no data provided"));
        }
        try (value) {
            return written(
                    call, call.perform(new SecretOperation.Patch(mount.path(), path, value, checkAndSet(call.body()))));
        }
    }

    private static void requireMergePatch(Call call) {
        String type = call.header("content-type");
        if (type == null || type.isEmpty()) {
            throw BadCall.of("mime: no media type");
        }
        if (!type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(MERGE_PATCH)) {
            throw new BadCall(415, "PATCH requires Content-Type of " + MERGE_PATCH);
        }
    }

    private static Answer versions(
            Call call, String path, String none, Function<List<Long>, SecretOperation<Void>> operation) {
        if (path.isEmpty()) {
            return versioned(call);
        }
        if (call.verb() != Verb.WRITE) {
            return call.unsupportedVerb();
        }
        List<Long> versions = call.body().integers("versions");
        if (versions == null || versions.isEmpty()) {
            return call.unknown(false, Answer.error(400, none));
        }
        return call.tell(operation.apply(versions));
    }

    private static Answer subkeys(Call call, Mount mount, String path) {
        if (path.isEmpty() || call.slash()) {
            return versioned(call);
        }
        if (call.verb() != Verb.READ) {
            return call.unsupportedVerb();
        }
        long version = Math.max(0, call.query().integer("version", 0));
        int depth = (int) Math.min(Integer.MAX_VALUE, Math.max(0, call.query().integer("depth", 0)));
        return call.ask(
                new SecretOperation.Subkeys(mount.path(), new SecretPath(path), version, depth), KvTwo::subkeys);
    }

    private static Answer subkeys(SecretOperation.SubkeysView view) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("metadata", version(view.head(), view.version()));
        byte[] json = view.json();
        if (json == null) {
            data.put("subkeys", null);
            return new Answer.Logical(404, data, null, "", 0, false, false, List.of(), List.of());
        }
        SecretValue value = SecretValue.owning(json);
        data.put("subkeys", new JsonOut.Json(value));
        return Answer.data(data, value);
    }

    private static Map<String, @Nullable Object> version(SecretHead head, VersionInfo version) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("created_time", version.createdTime());
        fields.put("custom_metadata", head.customMetadata());
        fields.put("deletion_time", time(version.deletionTime()));
        fields.put("destroyed", version.destroyed());
        fields.put("version", version.number());
        return fields;
    }

    private static Object time(java.time.@Nullable Instant time) {
        return time == null ? "" : time;
    }

    private Answer metadata(Call call, Mount mount, String path) {
        if (call.verb() == Verb.LIST) {
            return list(call, mount, path);
        }
        if (path.isEmpty() || call.slash()) {
            return call.verb() == Verb.WRITE || call.verb() == Verb.PATCH
                    ? trailing(call)
                    : call.unknown(false, Answer.ABSENT);
        }
        SecretPath secret = new SecretPath(path);
        return switch (call.verb()) {
            case READ ->
                call.ask(new SecretOperation.ReadMetadata(mount.path(), secret), head -> Answer.data(head(head)));
            case WRITE -> call.tell(new SecretOperation.WriteMetadata(mount.path(), secret, change(call.body())));
            case PATCH -> {
                requireMergePatch(call);
                yield call.tell(new SecretOperation.PatchMetadata(mount.path(), secret, change(call.body())));
            }
            case DELETE -> call.tell(new SecretOperation.DeleteMetadata(mount.path(), secret));
            case LIST -> throw new IllegalStateException("answered above");
        };
    }

    static Answer list(Call call, Mount mount, String path) {
        String prefix = path.isEmpty() ? "" : path + "/";
        String after = call.query().text("after");
        long limit = call.query().integer("limit", LIST_MAX);
        return call.ask(
                new SecretOperation.ListNames(mount.path(), prefix, after == null ? "" : after, (int)
                        (limit <= 0 ? LIST_MAX : Math.min(limit, LIST_MAX))),
                names -> names.isEmpty() ? Answer.ABSENT : Answer.keys(names));
    }

    private static Map<String, @Nullable Object> head(SecretHead head) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("cas_required", head.casRequired());
        fields.put("created_time", head.createdTime());
        fields.put("current_metadata_version", head.metadataVersion());
        fields.put("current_version", head.currentVersion());
        fields.put("custom_metadata", head.customMetadata());
        fields.put("delete_version_after", GoDuration.text(head.deleteVersionAfterSeconds()));
        fields.put("max_versions", head.maxVersions());
        fields.put("metadata_cas_required", head.metadataCasRequired());
        fields.put("oldest_version", head.oldestVersion());
        fields.put("updated_time", head.updatedTime());
        Map<String, Object> versions = new LinkedHashMap<>();
        for (VersionInfo version : head.versions()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("created_time", version.createdTime());
            one.put("deletion_time", time(version.deletionTime()));
            one.put("destroyed", version.destroyed());
            versions.put(Long.toString(version.number()), one);
        }
        fields.put("versions", versions);
        return fields;
    }

    private static SecretOperation.MetadataChange change(Body body) {
        Long maxVersions = body.integer("max_versions");
        return new SecretOperation.MetadataChange(
                body.flag("cas_required"),
                maxVersions == null ? null : (Integer) body.integer("max_versions", 0),
                notNegative("delete_version_after", body.seconds("delete_version_after")),
                body.map("custom_metadata"),
                null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable Long notNegative(String field, @Nullable Long seconds) {
        if (seconds != null && seconds < 0) {
            throw Weak.unconvertible(field, "cannot provide negative value '" + seconds + "'");
        }
        return seconds;
    }

    private static Answer config(Call call, Mount mount) {
        return switch (call.verb()) {
            case READ -> call.ask(new SecretOperation.ReadConfig(mount.path()), KvTwo::config);
            case WRITE, PATCH -> {
                if (call.verb() == Verb.PATCH) {
                    requireMergePatch(call);
                }
                Body body = call.body();
                Long maxVersions = body.integer("max_versions");
                yield call.tell(new SecretOperation.WriteConfig(
                        mount.path(),
                        body.flag("cas_required"),
                        maxVersions == null ? null : (Integer) body.integer("max_versions", 0),
                        body.seconds("delete_version_after")));
            }
            case DELETE, LIST -> call.unsupportedVerb();
        };
    }

    private static Answer config(Mount mount) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cas_required", mount.casRequired());
        fields.put("delete_version_after", GoDuration.text(mount.deleteVersionAfterSeconds()));
        fields.put("max_versions", mount.maxVersions());
        fields.put("metadata_cas_required", false);
        return Answer.data(fields);
    }

    /// A path as version 1 has them: a 404 whose warning the command line client prints.
    private static Answer versioned(Call call) {
        return call.unknown(
                false,
                Answer.warning(
                        404,
                        "Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API"
                                + " endpoints to use. If using the Vault CLI, use 'vault kv "
                                + call.verb().word() + "' for this operation."));
    }
}
