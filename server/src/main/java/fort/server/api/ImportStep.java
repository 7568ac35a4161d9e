package fort.server.api;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.gate.SecretOperation;
import fort.wire.Secrets;

/// One entry of an import: decided, written and recorded by itself, like a write of it alone.
record ImportStep(Call call, String mount, String conflict, boolean dryRun) {
    Secrets.ImportResult carryOut(Secrets.ImportEntry entry) {
        SecretPath path = new SecretPath(entry.path());
        boolean exists = false;
        if (dryRun || !conflict.equals("write")) {
            switch (call.perform(new SecretOperation.ReadMetadata(mount, path))) {
                case Outcome.Done<SecretHead>(SecretHead head) -> exists = head.currentVersion() > 0;
                case Outcome.Refused<SecretHead>(Refusal refusal) -> {
                    if (refusal.reason() != Refusal.Reason.NOT_FOUND) {
                        return new Secrets.ImportResult(entry.path(), "refuse", 0, refusal.message());
                    }
                }
            }
        }
        if (exists && conflict.equals("skip")) {
            return new Secrets.ImportResult(entry.path(), "skip", 0, null);
        }
        if (exists && conflict.equals("refuse")) {
            return new Secrets.ImportResult(entry.path(), "refuse", 0, "it exists");
        }
        if (dryRun) {
            return new Secrets.ImportResult(entry.path(), exists ? "update" : "create", 0, null);
        }
        return write(entry, path);
    }

    private Secrets.ImportResult write(Secrets.ImportEntry entry, SecretPath path) {
        Long expected = conflict.equals("write") ? null : Long.valueOf(0);
        try (SecretValue value = Call.value(entry.value())) {
            var outcome = call.perform(new SecretOperation.Write(mount, path, value, expected, entry.type()));
            return switch (outcome) {
                case Outcome.Refused<SecretOperation.SecretView>(Refusal refusal) ->
                    new Secrets.ImportResult(entry.path(), "refuse", 0, refusal.message());
                case Outcome.Done<SecretOperation.SecretView>(var view) -> {
                    long version = view.version().number();
                    String problem = describe(entry, path);
                    yield new Secrets.ImportResult(entry.path(), version == 1 ? "create" : "update", version, problem);
                }
            };
        }
    }

    private @org.jspecify.annotations.Nullable String describe(Secrets.ImportEntry entry, SecretPath path) {
        if (entry.owner() == null && entry.tags() == null && entry.consumers() == null && entry.description() == null) {
            return null;
        }
        var change = new SecretOperation.MetadataChange(
                null, null, null, null, null, entry.owner(), entry.tags(), entry.consumers(), entry.description());
        return call.perform(new SecretOperation.WriteMetadata(mount, path, change))
                        instanceof Outcome.Refused<SecretHead>(Refusal refusal)
                ? "written, but not described: " + refusal.message()
                : null;
    }
}
