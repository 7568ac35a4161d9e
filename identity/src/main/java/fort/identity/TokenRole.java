package fort.identity;

import fort.domain.Names;
import java.util.List;

/// A named way of making tokens, `auth/token/roles/<name>`. Times in seconds, 0 where nothing is said.
///
/// @param allowedPolicies what a request may name; what it gets when it names nothing; empty allows what the
///     parent has
/// @param disallowedPolicies never, whatever else allows them
/// @param allowedPoliciesGlob like `allowedPolicies`, with `*` for any characters; never given by default
/// @param orphan tokens outlive their maker
/// @param pathSuffix appended to the token's path, so that they can be revoked together
public record TokenRole(
        String name,
        List<String> allowedPolicies,
        List<String> disallowedPolicies,
        List<String> allowedPoliciesGlob,
        List<String> disallowedPoliciesGlob,
        boolean orphan,
        boolean renewable,
        String pathSuffix,
        TokenParameters token) {
    /// @throws IllegalArgumentException with a message for the caller
    public TokenRole {
        Names.requireSimple("role", name);
        allowedPolicies = PolicyNames.canonical(allowedPolicies);
        disallowedPolicies = PolicyNames.canonical(disallowedPolicies);
        allowedPoliciesGlob = PolicyNames.canonical(allowedPoliciesGlob);
        disallowedPoliciesGlob = PolicyNames.canonical(disallowedPoliciesGlob);
        if (pathSuffix.length() > 128 || !pathSuffix.matches("[A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException("'path_suffix' has letters, digits and '_ . -' only");
        }
    }

    public static TokenRole named(String name) {
        return new TokenRole(name, List.of(), List.of(), List.of(), List.of(), false, true, "", TokenParameters.NONE);
    }
}
