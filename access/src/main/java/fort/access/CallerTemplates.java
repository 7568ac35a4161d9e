package fort.access;

import fort.domain.Caller;
import org.jspecify.annotations.Nullable;

/// Template values out of a [Caller].
///
/// - `identity.entity.id` and `identity.entity.name`: the principal with `:` for `/`, such as `userpass:alice`. Both
///   are the whole principal, because the same user name may exist under two ways to log in.
/// - `identity.entity.aliases.<mount>.name`: the last part of the principal, when it logged in at that mount, such as
///   `alice` for `aliases.userpass`.
/// - `identity.entity.metadata.<key>` and `identity.entity.aliases.<mount>.metadata.<key>`: metadata of the login.
///
/// A bare token has none of these: whoever may create tokens chooses their names, and could speak for anyone. A token
/// that a person made for himself keeps his principal, but its metadata are what he wrote, so they are not used.
record CallerTemplates(Caller caller) implements TemplateValues {
    private static final String ENTITY = "identity.entity.";

    @Override
    public @Nullable String value(String name) {
        String principal = caller.principal();
        int slash = principal.lastIndexOf('/');
        if (!name.startsWith(ENTITY)
                || slash < 1
                || principal.startsWith("token/")
                || principal.startsWith("system/")) {
            return null;
        }
        String key = name.substring(ENTITY.length());
        if (key.equals("id") || key.equals("name")) {
            return principal.replace('/', ':');
        }
        String alias = "aliases." + principal.substring(0, slash) + ".";
        if (key.startsWith(alias)) {
            key = key.substring(alias.length());
            if (key.equals("name")) {
                return principal.substring(slash + 1);
            }
        }
        boolean ofLogin = !caller.method().equals("token");
        return ofLogin && key.startsWith("metadata.")
                ? caller.metadata().get(key.substring("metadata.".length()))
                : null;
    }
}
