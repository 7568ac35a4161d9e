package fort.server.vault;

import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.gate.WrappingOperation;

/// What one token alone can read; gone with the token.
final class Cubbyhole {
    Answer answer(Call call, String path) {
        if (call.verb() == Verb.LIST) {
            return call.ask(
                    new WrappingOperation.ListCubbyhole(path.isEmpty() ? "" : path + "/"),
                    names -> names.isEmpty() ? Answer.ABSENT : Answer.keys(names));
        }
        if (path.isEmpty() || call.slash()) {
            return call.verb() == Verb.WRITE ? KvTwo.trailing(call) : call.unknown(false, Answer.ABSENT);
        }
        String name = new SecretPath(path).value();
        return switch (call.verb()) {
            case READ ->
                call.ask(
                        new WrappingOperation.ReadCubbyhole(name),
                        value -> Answer.data(new JsonOut.Json(value), value));
            case WRITE -> write(call, name);
            case DELETE -> call.tell(new WrappingOperation.DeleteCubbyhole(name));
            case PATCH -> call.unsupportedVerb();
            case LIST -> throw new IllegalStateException("answered above");
        };
    }

    private static Answer write(Call call, String name) {
        if (call.body().isEmpty()) {
            return call.unknown(false, Answer.error(400, "missing data fields"));
        }
        try (SecretValue value = call.body().whole()) {
            return call.tell(new WrappingOperation.WriteCubbyhole(name, value));
        }
    }
}
