package fort.gate;

import fort.domain.Consumption;
import fort.domain.RotationAct;
import fort.domain.RotationJob;
import fort.domain.RotationPlanner;
import fort.domain.SecretHead;
import fort.domain.TypePolicy;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Asks the planner about a secret as the rows have it.
final class RotationPlans {
    private RotationPlans() {}

    static RotationRow row(Interior interior, String key) {
        return interior.rows()
                .get(RotationRow.ROTATIONS, key)
                .map(Rows.Entry::value)
                .orElse(RotationRow.NONE);
    }

    static RotationPlanner.View view(Interior interior, String key, SecretHead head, RotationRow row) {
        return new RotationPlanner.View(
                head,
                row.settings(),
                row.job(),
                interior.types().orDefault(head.type()).policy(),
                consumers(interior, key, head, row));
    }

    /// Who is known to use the secret, and which version each has. The ledger is read only for a secret that somebody
    /// set up to rotate: every write of a secret passes here.
    static List<Consumption> consumers(Interior interior, String key, SecretHead head, RotationRow row) {
        return row.settings() != null
                ? Consumers.of(interior.rows(), key)
                : head.consumers().stream()
                        .map(name -> new Consumption(name, 0, null, 0, null))
                        .toList();
    }

    /// @return null: never
    static @Nullable Instant due(Interior interior, String key, SecretHead head, RotationRow row) {
        Instant due = RotationPlanner.due(view(interior, key, head, row), interior.now());
        return due.equals(RotationPlanner.NEVER) ? null : due;
    }

    /// The same for people: what is due at once is due now.
    static @Nullable Instant shownDue(Interior interior, RotationPlace at) {
        Instant due = due(interior, at.key(), at.head().value(), at.row());
        return Instant.EPOCH.equals(due) ? interior.now() : due;
    }

    static List<RotationAct> acts(Interior interior, RotationPlace at, Instant now) {
        return RotationPlanner.plan(view(interior, at.key(), at.head().value(), at.row()), now);
    }

    static List<String> words(List<RotationAct> acts) {
        return acts.stream().map(RotationPlans::word).toList();
    }

    static String word(RotationAct act) {
        return act.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// The policy under which a rotation promotes.
    static TypePolicy policy(Handler.Act act, RotationPlace at) {
        return RotationPlanner.promotionPolicy(
                view(act.interior(), at.key(), at.head().value(), at.row()), act.now());
    }

    static List<String> explain(Handler.Act act, RotationPlace at) {
        List<String> sentences = new ArrayList<>();
        SecretHead head = at.head().value();
        RotationJob job = at.row().job();
        var settings = at.row().settings();
        sentences.add("It is of type " + head.type() + " and expires at " + head.expiresTime() + ".");
        sentences.add(
                settings == null
                        ? "Nothing is set up to rotate it: before it expires Fort raises an alert."
                        : "It is rotated by " + settings.rotator()
                                + (settings.target().isEmpty() ? "" : " at target " + settings.target()) + ".");
        if (settings != null && settings.frozen()) {
            sentences.add("It is frozen: nothing happens until an operator resumes it.");
        }
        if (RotationHandlers.maintenance(act.interior()).paused()) {
            sentences.add("Scheduled rotation of this environment is paused.");
        }
        if (job.running()) {
            sentences.add(
                    "A rotation is under way since " + job.startedTime() + " (" + lower(job.cause()) + "), at step "
                            + lower(job.step()) + (job.claimed(act.now()) ? ", by node " + job.claimedBy() : "") + ".");
        }
        if (job.attempts() > 0 || !job.lastError().isEmpty()) {
            sentences.add("The last attempt failed: " + job.lastError()
                    + (job.nextAttemptTime() == null ? "" : " The next one comes at " + job.nextAttemptTime() + "."));
        }
        List<String> now = words(acts(act.interior(), at, act.now()));
        if (!now.isEmpty()) {
            sentences.add("To be done now: " + String.join(", ", now) + ".");
        }
        Instant due = shownDue(act.interior(), at);
        sentences.add(due == null ? "Fort does not look at it by itself." : "Fort looks at it next at " + due + ".");
        return sentences;
    }

    private static String lower(@Nullable Enum<?> word) {
        return word == null ? "" : word.name().toLowerCase(Locale.ROOT);
    }
}
