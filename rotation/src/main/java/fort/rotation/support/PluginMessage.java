package fort.rotation.support;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a rotator that somebody else wrote is asked, the same for commands and webhooks; see docs/write-a-rotator.md.
///
/// ```
/// {"verb": "apply", "environment": "production", "path": "app/db", "fence": 12, "version": 5, "target": "name",
///  "address": "…", "options": {…}, "current": {…}, "next": {…}}
/// ```
public final class PluginMessage {
    private PluginMessage() {}

    /// The verbs, as they are sent. There is none for *create*: Fort makes the value.
    public enum Verb {
        APPLY("apply", true),
        VERIFY("verify", false),
        FINISH("finish", true),
        UNDO("undo", true);

        private final String word;
        private final boolean changes;

        Verb(String word, boolean changes) {
            this.word = word;
            this.changes = changes;
        }

        public String word() {
            return word;
        }

        /// Whether a lost answer leaves something unknown.
        public boolean changes() {
            return changes;
        }
    }

    /// @return the request; the caller wipes the bytes it makes of it
    public static Fields request(RotationContext context, Verb verb) {
        Fields request = Fields.empty()
                .with(Map.of(
                        "verb", verb.word,
                        "environment", context.environment(),
                        "path", context.path(),
                        "target", context.target().name(),
                        "address", context.target().address()))
                .with("fence", context.fence())
                .with("version", context.version())
                .with("options", Fields.empty().with(context.settings().options()))
                .with("current", Fields.of(context.current()));
        SecretValue next = context.next();
        return next == null ? request : request.with("next", Fields.of(next));
    }

    /// Reads an answer: `{}` for success, or `{"error": "one sentence", "kind": "transient|permanent|unknown"}`.
    ///
    /// @throws fort.rotation.RotationFailure when it is an error, without its sentence where that repeats a secret
    public static void require(Fields answer, RotationContext context, String place) {
        String error = answer.text("error").orElse("");
        if (error.isEmpty()) {
            return;
        }
        boolean leaks = leaks(error, context.current())
                || leaks(error, context.next())
                || leaks(error, context.target().credential());
        String sentence = place + " says: " + (leaks ? "(a sentence that repeats a secret)" : printable(error));
        throw switch (answer.text("kind").orElse("permanent")) {
            case "transient" -> Failures.transientFailure(sentence, null);
            case "unknown" -> Failures.unknown(sentence, null);
            default -> Failures.permanent(sentence, null);
        };
    }

    private static boolean leaks(String sentence, @Nullable SecretValue value) {
        return value != null && Fields.of(value).occurIn(sentence);
    }

    private static String printable(String sentence) {
        String clean = sentence.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 200 ? clean : clean.substring(0, 200) + "…";
    }
}
