package fort.domain;

/// Holds scheduled work back when too much of it comes at once: a clock that jumped, a mass import, a store that came
/// back after a month. Emergencies, manual rotations, steps under way and extensions are never held.
///
/// A pause has no end of its own: it is over when fewer are due (the clock was set right), or when an operator who
/// looked lets this environment go on.
///
/// @param percentMax of the secrets with rotation that may be due at once
/// @param countMin so many may always be due: a small fort is not stopped by two secrets
public record Brake(int percentMax, int countMin) {
    public static final Brake DEFAULT = new Brake(20, 25);

    public Brake {
        if (percentMax < 1 || percentMax > 100 || countMin < 1) {
            throw new IllegalArgumentException("a brake is 1 to 100 percent, and 1 or more secrets");
        }
    }

    /// What a tick may do with what it found due.
    public sealed interface Verdict {
        record Go() implements Verdict {}

        /// @param sentence for the alert
        record Pause(String sentence) implements Verdict {}
    }

    /// @param due secrets for which this tick wants an act that [#holds] says may be held
    /// @param total secrets of this environment that the due index knows
    public Verdict judge(long due, long total) {
        if (due <= countMin || due * 100 <= total * percentMax) {
            return new Verdict.Go();
        }
        return new Verdict.Pause(
                "%d of %d secrets are due at once, more than %d %%: nothing is begun or retired by time"
                        .formatted(due, total, percentMax));
    }

    /// Whether an act waits while the brake pauses.
    ///
    /// @param job of the secret: what an emergency began is also retired on time
    public static boolean holds(RotationAct act, RotationJob job) {
        return switch (act) {
            case RotationAct.Start(RotationCause cause) -> cause == RotationCause.SCHEDULED;
            case RotationAct.Retire retire ->
                job.cause() != RotationCause.EMERGENCY && retire.why().equals("time");
            case RotationAct.Warn warn -> true;
            case RotationAct.Work work -> false;
            case RotationAct.Abandon abandon -> false;
            case RotationAct.Hold hold -> false;
            case RotationAct.Extend extend -> false;
        };
    }
}
