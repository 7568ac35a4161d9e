package fort.server.api;

import fort.domain.SecretHead;
import fort.domain.VersionInfo;
import fort.gate.SecretOperation;
import fort.wire.Metadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of secrets beside their values.
final class MetadataHandlers {
    private MetadataHandlers() {}

    static void register(Handlers handlers) {
        handlers.on(
                "metadata.read",
                call -> call.answer(
                        new SecretOperation.ReadMetadata(call.mount(), call.path()),
                        head -> Answer.of(details(call.mount(), head))));
        handlers.on("metadata.update", MetadataHandlers::update);
        handlers.on(
                "metadata.delete", call -> call.empty(new SecretOperation.DeleteMetadata(call.mount(), call.path())));
        handlers.on("metadata.search", MetadataHandlers::search);
    }

    private static Answer update(Call call) {
        Metadata.Update body = call.body(Metadata.Update.class);
        Map<String, @Nullable String> custom = body.custom() == null ? null : new HashMap<>(body.custom());
        SecretOperation.MetadataChange change = new SecretOperation.MetadataChange(
                body.checkAndSetRequired(),
                body.versionsMax() == null ? null : Math.toIntExact(body.versionsMax()),
                null,
                custom,
                body.type(),
                body.owner(),
                body.tags(),
                body.consumers(),
                body.description());
        return call.answer(
                new SecretOperation.PatchMetadata(call.mount(), call.path(), change),
                head -> Answer.of(details(call.mount(), head)));
    }

    private static Answer search(Call call) {
        SecretOperation.SearchQuery query = new SecretOperation.SearchQuery(
                call.query("tag"),
                call.query("owner"),
                call.query("type"),
                call.query("consumer"),
                null,
                call.time("expires_before"));
        String prefix = SecretHandlers.prefix(call.query("prefix"));
        return call.answer(
                new SecretOperation.Search(call.mount(), prefix, query, call.after(), call.limit()),
                page -> Answer.of(new Metadata.Found(
                        page.items().stream()
                                .map(head -> summary(call.mount(), head))
                                .toList(),
                        page.next())));
    }

    private static Metadata.Summary summary(String mount, SecretHead head) {
        return new Metadata.Summary(
                head.path(),
                mount,
                head.type(),
                emptyToNull(head.owner()),
                head.tags(),
                head.currentVersion(),
                head.updatedTime(),
                head.expiresTime());
    }

    private static Metadata.Details details(String mount, SecretHead head) {
        Map<String, String> custom = head.customMetadata();
        List<Metadata.Version> versions =
                head.versions().stream().map(MetadataHandlers::version).toList();
        return new Metadata.Details(
                head.path(),
                mount,
                head.type(),
                emptyToNull(head.description()),
                emptyToNull(head.owner()),
                head.tags(),
                head.consumers(),
                custom == null ? Map.of() : custom,
                head.createdTime(),
                head.updatedTime(),
                head.expiresTime(),
                head.currentVersion(),
                head.oldestVersion(),
                head.maxVersions(),
                head.casRequired(),
                versions);
    }

    private static Metadata.Version version(VersionInfo version) {
        return new Metadata.Version(
                version.number(),
                SecretHandlers.state(version),
                version.createdTime(),
                version.createdBy(),
                version.graceUntil(),
                version.deletionTime(),
                version.destroyed());
    }

    static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
