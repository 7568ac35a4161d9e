package fort.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What versions in grace want: to be retired by time or by proof, or to be held.
final class GraceWants {
    private GraceWants() {}

    static void add(RotationPlanner.View view, List<RotationWant> wants) {
        List<VersionInfo> grace = view.head().inGrace();
        if (grace.isEmpty()) {
            return;
        }
        List<VersionInfo> swept = swept(view, grace);
        if (swept.isEmpty()) {
            wants.add(want(view, grace));
        } else {
            List<String> nobody = List.of();
            wants.add(RotationWant.from(Instant.EPOCH, new RotationAct.Retire(numbers(swept), nobody, "emergency")));
        }
    }

    /// What an emergency does not wait for: all that was in grace when it began. The value that it replaces itself
    /// has
    /// the little grace of its promotion.
    private static List<VersionInfo> swept(RotationPlanner.View view, List<VersionInfo> grace) {
        if (view.job().cause() != RotationCause.EMERGENCY) {
            return List.of();
        }
        return view.job().step() == RotationStep.FINISH ? grace.subList(0, grace.size() - 1) : grace;
    }

    private static RotationWant want(RotationPlanner.View view, List<VersionInfo> grace) {
        Instant first =
                grace.stream().map(GraceWants::end).min(Instant::compareTo).orElseThrow();
        long current = view.head().currentVersion();
        List<String> silent = names(view, known -> known.acknowledgedVersion() < current);
        boolean proven = silent.isEmpty() && !view.consumers().isEmpty();
        return switch (RotationPlanner.graceEnd(view.settings(), view.job())) {
            case TIME -> byTime(view, first);
            case PROOF -> proven ? byProof(Instant.EPOCH, grace) : byTime(view, first);
            case HOLD -> silent.isEmpty() ? byProof(first, grace) : hold(view, first, silent);
        };
    }

    /// Named: who is not known to have anything newer than what retires.
    private static RotationWant byTime(RotationPlanner.View view, Instant first) {
        long current = view.head().currentVersion();
        List<String> behind =
                names(view, known -> Math.max(known.fetchedVersion(), known.acknowledgedVersion()) < current);
        return RotationWant.from(first, now -> new RotationAct.Retire(over(view, now), behind, "time"));
    }

    private static RotationWant byProof(Instant from, List<VersionInfo> grace) {
        return RotationWant.from(
                from,
                new RotationAct.Retire(grace.stream().map(VersionInfo::number).toList(), List.of(), "proof"));
    }

    private static RotationWant hold(RotationPlanner.View view, Instant first, List<String> silent) {
        Instant repeat = Objects.requireNonNullElse(view.job().nextAttemptTime(), Instant.EPOCH);
        return RotationWant.from(
                repeat.isAfter(first) ? repeat : first, now -> new RotationAct.Hold(over(view, now), silent));
    }

    private static List<Long> numbers(List<VersionInfo> versions) {
        return versions.stream().map(VersionInfo::number).toList();
    }

    private static List<Long> over(RotationPlanner.View view, Instant now) {
        return view.head().inGrace().stream()
                .filter(version -> !now.isBefore(end(version)))
                .map(VersionInfo::number)
                .toList();
    }

    /// Consumers of the ledger that are behind, and declared ones of whom nothing is known.
    private static List<String> names(RotationPlanner.View view, Predicate<Consumption> behind) {
        List<String> known =
                view.consumers().stream().map(Consumption::consumer).toList();
        return Stream.concat(
                        view.consumers().stream().filter(behind).map(Consumption::consumer),
                        view.head().consumers().stream().filter(name -> !known.contains(name)))
                .sorted()
                .toList();
    }

    private static Instant end(VersionInfo version) {
        return Objects.requireNonNull(version.graceUntil(), "a version in grace has an end of it");
    }
}
