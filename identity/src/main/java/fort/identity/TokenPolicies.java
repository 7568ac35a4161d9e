package fort.identity;

import fort.domain.Outcome;
import fort.domain.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which policies a new token gets: never more than its maker may give. Pure.
final class TokenPolicies {
    private TokenPolicies() {}

    /// @param privileged whether the maker holds root or sudo, and so may give policies he does not hold
    ///     himself
    static Outcome<List<String>> of(
            TokenRequest request, TokenEntry parent, boolean privileged, @Nullable TokenRole role) {
        TokenRole deciding = role != null && restricts(role) ? role : null;
        boolean withoutDefault = request.noDefaultPolicy()
                || (role != null && role.token().noDefaultPolicy())
                || (deciding == null && !privileged && !parent.policies().contains(PolicyNames.DEFAULT));
        Outcome<List<String>> wanted =
                deciding == null ? byParent(request, parent, privileged) : byRole(request, parent, deciding);
        return switch (wanted) {
            case Outcome.Refused<List<String>> refused -> refused;
            case Outcome.Done<List<String>> done ->
                checked(PolicyNames.withDefault(done.value(), withoutDefault), parent, role);
        };
    }

    private static boolean restricts(TokenRole role) {
        return !role.allowedPolicies().isEmpty()
                || !role.allowedPoliciesGlob().isEmpty()
                || !role.disallowedPolicies().isEmpty()
                || !role.disallowedPoliciesGlob().isEmpty();
    }

    private static Outcome<List<String>> byParent(TokenRequest request, TokenEntry parent, boolean privileged) {
        List<String> wanted = request.policies();
        if (wanted == null || wanted.isEmpty()) {
            return Outcome.done(inherited(request, parent));
        }
        if (!privileged && !parent.policies().containsAll(wanted)) {
            return refused("child policies must be subset of parent");
        }
        return Outcome.done(wanted);
    }

    private static Outcome<List<String>> byRole(TokenRequest request, TokenEntry parent, TokenRole role) {
        boolean allows =
                !role.allowedPolicies().isEmpty() || !role.allowedPoliciesGlob().isEmpty();
        List<String> wanted = request.policies();
        if (wanted == null || wanted.isEmpty()) {
            return Outcome.done(allows ? role.allowedPolicies() : inherited(request, parent));
        }
        for (String policy : wanted) {
            boolean isDefault =
                    policy.equals(PolicyNames.DEFAULT) && !role.token().noDefaultPolicy();
            boolean allowed = role.allowedPolicies().contains(policy)
                    || role.allowedPoliciesGlob().stream().anyMatch(glob -> matches(glob, policy));
            if (allows && !allowed && !isDefault) {
                return refused("token policies must be subset of the role's allowed policies");
            }
        }
        return Outcome.done(wanted);
    }

    /// A child without wishes gets what its parent has.
    private static List<String> inherited(TokenRequest request, TokenEntry parent) {
        List<String> inherited = new ArrayList<>(parent.policies());
        if (request.noDefaultPolicy()) {
            inherited.remove(PolicyNames.DEFAULT);
        }
        return inherited;
    }

    private static Outcome<List<String>> checked(List<String> policies, TokenEntry parent, @Nullable TokenRole role) {
        if (role != null) {
            for (String policy : policies) {
                if (role.disallowedPolicies().contains(policy)
                        || role.disallowedPoliciesGlob().stream().anyMatch(glob -> matches(glob, policy))) {
                    return refused("token policy \"" + policy + "\" is disallowed by this role");
                }
            }
        }
        if (policies.contains(PolicyNames.ROOT) && !parent.hasRoot()) {
            return refused("root tokens may not be created without parent token being root");
        }
        return Outcome.done(policies);
    }

    /// `*` stands for any characters; linear in the text for each star.
    static boolean matches(String glob, String text) {
        String[] parts = glob.split("\\*", -1);
        if (parts.length == 1) {
            return glob.equals(text);
        }
        String last = parts[parts.length - 1];
        if (!text.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], from);
            if (found < 0) {
                return false;
            }
            from = found + parts[i].length();
        }
        return text.length() - last.length() >= from && text.endsWith(last);
    }

    private static Outcome<List<String>> refused(String message) {
        return Outcome.refused(Refusal.Reason.INVALID_REQUEST, message);
    }
}
