package fort.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the caller's policies say about one path, merged.
final class CompiledRule {
    /// The precedence among rules that are not exact; see [Acl].
    static final Comparator<CompiledRule> BEST_FIRST = (a, b) -> b.compareStrength(a);

    private final PathPattern pattern;
    private final int bits;
    private final Constraints constraints;
    private final boolean constrained;
    private final List<Source> sources;
    private final @Nullable Decision[] permits = new Decision[32];
    private final byte[] utf8;
    private final int firstWildcard;
    private final int wildcards;

    CompiledRule(PathPattern pattern, int bits, Constraints constraints, List<Source> sources) {
        this.pattern = pattern;
        this.bits = bits;
        this.constraints = constraints;
        this.constrained = !constraints.equals(Constraints.NONE);
        this.sources = List.copyOf(sources);
        this.utf8 = pattern.text().getBytes(StandardCharsets.UTF_8);
        this.firstWildcard = pattern.segmented() ? indexOfPlus() : utf8.length;
        this.wildcards = (int) Arrays.stream(pattern.segments())
                .filter(PathPattern.ANY_SEGMENT::equals)
                .count();
        for (Capability capability : Capability.values()) {
            permits[index(capability)] = permit(capability);
        }
    }

    private static int index(Capability capability) {
        return Integer.numberOfTrailingZeros(capability.bit());
    }

    private int indexOfPlus() {
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == '+') {
                return i;
            }
        }
        return utf8.length;
    }

    private @Nullable Decision permit(Capability capability) {
        if (denies() || (bits & capability.bit()) == 0) {
            return null;
        }
        for (Source source : sources) {
            if (source.rule().capabilities().contains(capability)) {
                return new Decision.Permit(source.policy(), written(), (bits & Capability.SUDO.bit()) != 0);
            }
        }
        throw new IllegalStateException("a granted capability has a policy that grants it");
    }

    /// The path without its trailing `*`.
    String path() {
        return pattern.text();
    }

    String written() {
        return pattern.written();
    }

    private boolean denies() {
        return (bits & Capability.DENY.bit()) != 0;
    }

    boolean grantsAnything() {
        return bits != 0 && !denies();
    }

    boolean beats(CompiledRule other) {
        return compareStrength(other) > 0;
    }

    private int compareStrength(CompiledRule other) {
        if (firstWildcard != other.firstWildcard) {
            return Integer.compare(firstWildcard, other.firstWildcard);
        }
        if (pattern.glob() != other.pattern.glob()) {
            return pattern.glob() ? -1 : 1;
        }
        if (wildcards != other.wildcards) {
            return Integer.compare(other.wildcards, wildcards);
        }
        if (utf8.length != other.utf8.length) {
            return Integer.compare(utf8.length, other.utf8.length);
        }
        return Arrays.compareUnsigned(utf8, other.utf8);
    }

    boolean matchesSegments(String path) {
        return pattern.matchesSegments(path);
    }

    boolean reachesBelow(String mountPrefix) {
        return pattern.reachesBelow(mountPrefix);
    }

    List<String> capabilities() {
        return grantsAnything() ? words(bits) : List.of(Capability.DENY.word());
    }

    private static List<String> words(int bits) {
        List<String> words = new ArrayList<>();
        for (Capability capability : Capability.values()) {
            if ((bits & capability.bit()) != 0) {
                words.add(capability.word());
            }
        }
        words.sort(Comparator.naturalOrder());
        return List.copyOf(words);
    }

    Decision decide(Request request) {
        Decision permit = permits[index(request.capability())];
        if (permit == null) {
            return denies()
                    ? deny(Decision.Why.DENIED, "")
                    : deny(Decision.Why.CAPABILITY, request.capability().word());
        }
        if (request.sudoRequired() && (bits & Capability.SUDO.bit()) == 0) {
            return deny(Decision.Why.SUDO, "");
        }
        if (constrained) {
            Decision refused = ConstraintCheck.check(constraints, request, this::deny);
            return refused == null ? permit : refused;
        }
        return permit;
    }

    private Decision deny(Decision.Why why, String detail) {
        String policy = sources.getFirst().policy();
        for (Source source : sources) {
            if (denies() && source.rule().capabilities().contains(Capability.DENY)) {
                policy = source.policy();
                break;
            }
        }
        return new Decision.Deny(why, policy, written(), detail);
    }

    List<Explanation.Considered> considered(boolean won, String note) {
        List<Explanation.Considered> considered = new ArrayList<>();
        for (Source source : sources) {
            int own = 0;
            for (Capability capability : source.rule().capabilities()) {
                own |= capability.bit();
            }
            considered.add(new Explanation.Considered(
                    source.policy(), written(), source.rule().line(), words(own), won, note(source, won, note)));
        }
        return considered;
    }

    private String note(Source source, boolean won, String note) {
        if (!won) {
            return note;
        }
        boolean denying = source.rule().capabilities().contains(Capability.DENY);
        return denies() && !denying ? "the same path is denied by another policy" : "the most specific match";
    }

    /// One policy's block for this path.
    record Source(String policy, Rule rule) {}
}
