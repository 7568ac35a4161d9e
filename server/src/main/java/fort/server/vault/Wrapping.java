package fort.server.vault;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.gate.Reply;
import fort.gate.TokenOperation;
import fort.gate.WrappingOperation;
import fort.server.web.WebResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Response wrapping: an answer is put away for one reading, and the caller gets a token for it instead.
final class Wrapping {
    private static final String INVALID = "wrapping token is not valid or does not exist";

    private Wrapping() {}

    /// The hook behind every call that asks for wrapping. Errors and empty answers are not wrapped.
    static WebResponse wrap(Call call, Answer answer, WebResponse response) {
        if (response.status() != 200 || response.body().length == 0 || isAboutWrapping(call)) {
            return response;
        }
        TokenOperation.Auth auth = answer instanceof Answer.Logical logical ? logical.auth() : null;
        try (SecretValue body = SecretValue.owning(response.body())) {
            Reply<WrappingOperation.WrapInfo> reply = call.perform(new WrappingOperation.StoreWrapped(
                    body, call.wrapSeconds(), call.path(), auth == null ? null : auth.accessor()));
            return switch (reply.outcome()) {
                case Outcome.Done<WrappingOperation.WrapInfo>(WrappingOperation.WrapInfo info) ->
                    Envelope.wrapped(info);
                case Outcome.Refused<WrappingOperation.WrapInfo>(Refusal refusal) ->
                    Envelope.of(call, Refusals.of(refusal));
            };
        }
    }

    private static boolean isAboutWrapping(Call call) {
        return switch (call.path()) {
            case "sys/wrapping/unwrap", "sys/wrapping/lookup", "sys/wrapping/rewrap" -> true;
            default -> false;
        };
    }

    static Answer answer(Call call, String act) {
        boolean write = call.verb() == Verb.WRITE;
        return switch (act) {
            case "wrap" -> write ? wrapping(call) : call.unsupportedVerb();
            case "unwrap" -> write ? unwrap(call) : call.unsupportedVerb();
            case "lookup" -> write || call.verb() == Verb.READ ? lookup(call) : call.unsupportedVerb();
            case "rewrap" -> write ? rewrap(call) : call.unsupportedVerb();
            default -> call.unsupportedPath();
        };
    }

    private static Answer wrapping(Call call) {
        if (call.wrapSeconds() == 0) {
            return call.unknown(false, Answer.error(400, "endpoint requires response wrapping to be used"));
        }
        SecretValue given = call.body().whole();
        return call.ask(new WrappingOperation.Wrap(), _ -> Answer.data(new JsonOut.Json(given), given));
    }

    private static Answer unwrap(Call call) {
        SecretValue token = given(call);
        return call.ask(new WrappingOperation.Unwrap(token), Wrapping::unwrapped, Wrapping::invalid);
    }

    private static Answer unwrapped(SecretValue body) {
        return new Answer.Written(SecretForms.response(body));
    }

    private static Answer lookup(Call call) {
        return call.ask(
                new WrappingOperation.LookupWrapped(given(call)),
                view -> Answer.data(Fields.of(
                        "creation_path", view.creationPath(),
                        "creation_time", view.creationTime(),
                        "creation_ttl", view.creationTtlSeconds())),
                Wrapping::invalid);
    }

    private static Answer rewrap(Call call) {
        return call.ask(
                new WrappingOperation.Rewrap(given(call)),
                info -> new Answer.Written(Envelope.wrapped(info)),
                Wrapping::invalid);
    }

    /// @return null when the request's own token is meant
    private static @Nullable SecretValue given(Call call) {
        return call.verb() == Verb.READ ? null : call.body().secret("token");
    }

    private static Answer invalid(Refusal refusal) {
        return new Answer.Errors(400, List.of(INVALID));
    }
}
