package fort.gate;

import fort.domain.Refusal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One operation with sensible arguments, and what each kind of caller must meet.
///
/// @param make a fresh operation on things that exist; may prepare them
/// @param rootMeets why even root is refused; null when root's act is done
record Sample(Class<?> type, Who who, Function<World, Operation<?>> make, Refusal.@Nullable Reason rootMeets) {
    /// Who may do it at all.
    enum Who {
        /// Only whom a policy grants it.
        GRANTED,
        /// Whoever has a token of this environment.
        KNOWN,
        /// Anyone. Each use of this is a decision: the list is in [Samples] and short.
        ANYONE,
        /// Fort itself, nobody from outside.
        INSIDE
    }

    Sample refusesRoot(Refusal.Reason reason) {
        return new Sample(type, who, make, reason);
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
