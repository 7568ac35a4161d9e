package fort.identity;

import java.util.Map;

/// What an auth method found out and wants a token for.
///
/// @param mount where the login happened
/// @param path such as `auth/userpass/login/alice`
/// @param principal such as `userpass/alice`
/// @param displayName such as `userpass-alice`
/// @param method such as `userpass`
/// @param meta such as `username`
/// @param token what user or role says about the token
public record Grant(
        AuthMount mount,
        String path,
        String principal,
        String displayName,
        String method,
        Map<String, String> meta,
        TokenParameters token) {
    public Grant {
        meta = Map.copyOf(meta);
    }
}
