package fort.server.api;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import fort.gate.SecretOperation;
import fort.gate.SecretOperation.MetadataChange;
import fort.gate.SecretOperation.SecretView;
import fort.wire.ErrorCode;
import fort.wire.InvalidMessage;
import fort.wire.Limits;
import fort.wire.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reading, writing and listing secrets.
final class SecretHandlers {
    private SecretHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("secret.read", SecretHandlers::read);
        handlers.on("secret.write", SecretHandlers::write);
        handlers.on("secret.patch", SecretHandlers::patch);
        handlers.on("secret.delete", SecretHandlers::delete);
        handlers.on(
                "secret.undelete",
                call -> change(call, v -> new SecretOperation.UndeleteVersions(call.mount(), call.path(), v)));
        handlers.on(
                "secret.destroy",
                call -> change(call, v -> new SecretOperation.DestroyVersions(call.mount(), call.path(), v)));
        handlers.on("secret.generate", SecretHandlers::generate);
        handlers.on("secret.list", SecretHandlers::list);
        handlers.on("secret.bulk_read", SecretHandlers::bulkRead);
        handlers.on("secret.import", SecretHandlers::importEntries);
        handlers.on("secret.export", BundleHandlers::export);
        handlers.on("secret.import_bundle", BundleHandlers::importBundle);
    }

    /// The hot path: the value's bytes are spliced into the answer as they were stored, without a mapper.
    private static Answer read(Call call) {
        SecretOperation.Read operation = new SecretOperation.Read(call.mount(), call.path(), call.number("version", 0));
        return switch (call.perform(operation)) {
            case Outcome.Refused<SecretView>(Refusal refusal) -> Answer.refused(refusal);
            case Outcome.Done<SecretView>(SecretView view) -> {
                try (SecretValue value = view.value()) {
                    yield value == null
                            ? new Answer.Failed(ErrorCode.NOT_FOUND, "this version was deleted or destroyed")
                            : new Answer.Raw(
                                    SecretWriter.write(call.mount(), view, value, call.receiptText()),
                                    "application/json",
                                    true);
                }
            }
        };
    }

    private static Answer write(Call call) {
        Secrets.Write body = call.body(Secrets.Write.class);
        MetadataChange change = new MetadataChange(
                null, null, null, null, null, body.owner(), body.tags(), body.consumers(), body.description());
        try (SecretValue value = Call.value(body.value())) {
            SecretOperation.Write operation =
                    new SecretOperation.Write(call.mount(), call.path(), value, body.expectedVersion(), body.type());
            return call.answer(operation, view -> {
                Answer written = Answer.of(written(call, view));
                boolean described = body.owner() != null
                        || body.tags() != null
                        || body.consumers() != null
                        || body.description() != null;
                return described
                        ? call.then(new SecretOperation.WriteMetadata(call.mount(), call.path(), change), () -> written)
                        : written;
            });
        }
    }

    private static Answer patch(Call call) {
        Secrets.Patch body = call.body(Secrets.Patch.class);
        try (SecretValue value = Call.value(body.value())) {
            return call.answer(
                    new SecretOperation.Patch(call.mount(), call.path(), value, body.expectedVersion()),
                    view -> Answer.of(written(call, view)));
        }
    }

    private static Answer generate(Call call) {
        Secrets.Generate body = call.body(Secrets.Generate.class);
        String type = body.type() == null ? "password" : body.type();
        return call.answer(
                new SecretOperation.Generate(call.mount(), call.path(), type, body.field(), body.expectedVersion()),
                view -> Answer.of(written(call, view)));
    }

    private static Secrets.Written written(Call call, SecretView view) {
        SecretHead head = view.head();
        SecretValue value = view.value();
        if (value != null) {
            value.close();
        }
        return new Secrets.Written(
                head.path(),
                call.mount(),
                view.version().number(),
                head.type(),
                view.version().createdTime(),
                head.expiresTime(),
                call.receiptText());
    }

    private static Answer delete(Call call) {
        String text = call.query("versions");
        if (text == null) {
            return call.answer(
                    new SecretOperation.Delete(call.mount(), call.path()),
                    version -> changed(call, version == 0 ? List.of() : List.of(version)));
        }
        List<Long> versions = new ArrayList<>();
        for (String number : text.split(",", -1)) {
            try {
                versions.add(Long.parseLong(number));
            } catch (NumberFormatException e) {
                throw new InvalidMessage("'versions' are numbers with commas");
            }
        }
        return call.then(
                new SecretOperation.DeleteVersions(call.mount(), call.path(), versions), () -> changed(call, versions));
    }

    private static Answer change(Call call, Function<List<Long>, SecretOperation<Void>> operation) {
        List<Long> versions = call.body(Secrets.Versions.class).versions();
        return call.then(operation.apply(versions), () -> changed(call, versions));
    }

    private static Answer changed(Call call, List<Long> versions) {
        return Answer.of(new Secrets.Changed(call.path().value(), call.mount(), versions, call.receiptText()));
    }

    static String prefix(@Nullable String prefix) {
        if (prefix == null || prefix.isEmpty()) {
            return "";
        }
        String plain = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return new SecretPath(plain).value() + "/";
    }

    private static Answer list(Call call) {
        String prefix = prefix(call.query("prefix"));
        int limit = call.limit();
        if (call.flag("recursive")) {
            return call.answer(
                    new SecretOperation.Search(
                            call.mount(), prefix, SecretOperation.SearchQuery.ALL, call.after(), limit),
                    page -> Answer.of(new Secrets.Listing(
                            call.mount(),
                            prefix,
                            page.items().stream()
                                    .map(head -> head.path().substring(prefix.length()))
                                    .toList(),
                            page.next())));
        }
        return call.answer(new SecretOperation.ListNames(call.mount(), prefix, call.after(), limit), names -> {
            String next = names.size() == limit ? names.getLast() : null;
            return Answer.of(new Secrets.Listing(call.mount(), prefix, names, next));
        });
    }

    private static Answer bulkRead(Call call) {
        Secrets.BulkRead body = call.body(Secrets.BulkRead.class);
        if (body.paths().isEmpty() || body.paths().size() > Limits.BULK_READ_MAX) {
            throw new InvalidMessage("at least one and at most " + Limits.BULK_READ_MAX + " paths at once");
        }
        String mount = Call.mount(body.mount());
        List<SecretPath> paths = body.paths().stream().map(SecretPath::new).toList();
        return call.answer(new SecretOperation.ReadMany(mount, paths), many -> {
            List<Secrets.BulkItem> items = new ArrayList<>();
            for (SecretPath path : paths) {
                SecretView found = many.found().stream()
                        .filter(view -> view.head().path().equals(path.value()) && view.value() != null)
                        .findFirst()
                        .orElse(null);
                items.add(new Secrets.BulkItem(
                        path.value(),
                        found == null ? null : SecretWriter.message(mount, found, null),
                        found == null ? ErrorCode.NOT_FOUND.word() : null));
            }
            return Answer.secret(new Secrets.BulkAnswer(items));
        });
    }

    private static Answer importEntries(Call call) {
        Secrets.Import body = call.body(Secrets.Import.class);
        if (body.entries().isEmpty() || body.entries().size() > Limits.IMPORT_MAX) {
            throw new InvalidMessage("at least one and at most " + Limits.IMPORT_MAX + " entries at once");
        }
        String conflict = body.onConflict() == null ? "refuse" : body.onConflict();
        if (!List.of("refuse", "skip", "write").contains(conflict)) {
            throw new InvalidMessage("'on_conflict' is refuse, skip or write");
        }
        String mount = Call.mount(body.mount());
        List<Secrets.ImportResult> results = new ArrayList<>();
        for (Secrets.ImportEntry entry : body.entries()) {
            results.add(new ImportStep(call, mount, conflict, body.dryRun()).carryOut(entry));
        }
        return Answer.of(new Secrets.Imported(body.dryRun(), results));
    }

    static String state(VersionInfo version) {
        return version.state().name().toLowerCase(Locale.ROOT);
    }
}
