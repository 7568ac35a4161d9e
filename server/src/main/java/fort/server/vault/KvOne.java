package fort.server.vault;

import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.gate.Mount;
import fort.gate.SecretOperation;
import java.util.List;
import java.util.OptionalLong;

/// The key/value engine, version 1: one value a path, no versions. A read says for how long the value may be kept:
/// the
/// mount's default, or what a field `ttl` or `lease` of the value itself says.
final class KvOne {
    static final long DEFAULT_LEASE_SECONDS = 2_764_800;

    Answer answer(Call call, Mount mount, String path) {
        if (call.verb() == Verb.LIST) {
            return KvTwo.list(call, mount, path);
        }
        if (path.isEmpty() || call.slash()) {
            return call.verb() == Verb.WRITE ? KvTwo.trailing(call) : call.unknown(false, Answer.ABSENT);
        }
        SecretPath secret = new SecretPath(path);
        return switch (call.verb()) {
            case READ -> call.ask(new SecretOperation.Read(mount.path(), secret, 0), view -> read(mount, view.value()));
            case WRITE -> write(call, mount, secret);
            case DELETE -> call.tell(new SecretOperation.Delete(mount.path(), secret));
            case PATCH -> call.unsupportedVerb();
            case LIST -> throw new IllegalStateException("answered above");
        };
    }

    private static Answer read(Mount mount, @org.jspecify.annotations.Nullable SecretValue value) {
        if (value == null) {
            return Answer.ABSENT;
        }
        Long tuned = mount.tuning().defaultLeaseTtlSeconds();
        long otherwise = tuned == null || tuned == 0 ? DEFAULT_LEASE_SECONDS : tuned;
        return new Answer.Logical(
                200,
                new JsonOut.Json(value),
                null,
                "",
                SecretForms.leaseSeconds(value).orElse(otherwise),
                false,
                false,
                List.of(),
                List.of(value));
    }

    /// @return what the value says of itself, if that is a duration
    static OptionalLong lease(Body value) {
        String field = value.has("ttl") ? "ttl" : "lease";
        try {
            Long seconds = value.seconds(field);
            return seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds);
        } catch (BadCall e) {
            return OptionalLong.empty();
        }
    }

    private static Answer write(Call call, Mount mount, SecretPath path) {
        if (call.body().isEmpty()) {
            return call.unknown(false, Answer.error(400, "missing data fields"));
        }
        try (SecretValue value = call.body().whole()) {
            return call.tell(new SecretOperation.Write(mount.path(), path, value, null, null));
        }
    }
}
