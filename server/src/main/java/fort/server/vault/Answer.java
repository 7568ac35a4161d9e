package fort.server.vault;

import fort.domain.SecretValue;
import fort.gate.TokenOperation;
import fort.server.web.WebResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a call came to, before it is put into Vault's envelope ([Envelope]). Engines make answers; the envelope, the
/// status rules, wrapping and wiping are the same for all of them.
sealed interface Answer {
    /// The usual answer: `data` or `auth` in the envelope.
    ///
    /// @param data anything [JsonOut#value] writes
    /// @param repeated whether the members of `data` stand at the top level too, as old `sys/` clients expect
    /// @param secrets closed once written
    record Logical(
            int status,
            @Nullable Object data,
            TokenOperation.@Nullable Auth auth,
            String leaseId,
            long leaseSeconds,
            boolean renewable,
            boolean repeated,
            List<String> warnings,
            List<SecretValue> secrets)
            implements Answer {}

    /// An object without envelope: health, seal status and their like.
    record Bare(int status, Map<String, ?> body, List<SecretValue> secrets) implements Answer {}

    /// `{"errors":[…]}`; an empty list is how Vault says that nothing is there.
    record Errors(int status, List<String> errors) implements Answer {}

    /// Done, and nothing to say: 204.
    record Nothing(List<String> warnings) implements Answer {}

    /// Written already.
    record Written(WebResponse response) implements Answer {}

    Nothing NOTHING = new Nothing(List.of());
    Errors ABSENT = new Errors(404, List.of());

    static Logical data(Object data) {
        return new Logical(200, data, null, "", 0, false, false, List.of(), List.of());
    }

    static Logical data(Object data, SecretValue... secrets) {
        return new Logical(200, data, null, "", 0, false, false, List.of(), List.of(secrets));
    }

    static Logical repeated(Map<String, ?> data) {
        return new Logical(200, data, null, "", 0, false, true, List.of(), List.of());
    }

    static Logical keys(List<String> keys) {
        return data(Map.of("keys", keys));
    }

    static Answer auth(TokenOperation.Auth auth) {
        SecretValue token = auth.clientToken();
        return new Logical(200, null, auth, "", 0, false, false, List.of(), token == null ? List.of() : List.of(token));
    }

    /// An envelope that holds a warning only.
    static Logical warning(int status, String warning) {
        return new Logical(status, null, null, "", 0, false, false, List.of(warning), List.of());
    }

    static Errors error(int status, String message) {
        return new Errors(status, List.of(message));
    }

    /// The form of Vault's collected errors.
    static Errors collected(int status, String message) {
        return error(status, "1 error occurred:\n\t* " + message + "\n\n");
    }

    /// The same with more warnings.
    static Answer withWarnings(Answer answer, List<String> more) {
        if (more.isEmpty()) {
            return answer;
        }
        return switch (answer) {
            case Logical one ->
                new Logical(
                        one.status(),
                        one.data(),
                        one.auth(),
                        one.leaseId(),
                        one.leaseSeconds(),
                        one.renewable(),
                        one.repeated(),
                        joined(one.warnings(), more),
                        one.secrets());
            case Nothing one -> new Nothing(joined(one.warnings(), more));
            case Bare one -> one;
            case Errors one -> one;
            case Written one -> one;
        };
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
