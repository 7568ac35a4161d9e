package fort.server.vault;

import fort.gate.Mount;

/// Everything below `auth/`: the token store and the mounted auth methods.
final class AuthRoutes {
    private final TokenRoutes tokens = new TokenRoutes();
    private final UserpassRoutes userpass = new UserpassRoutes();
    private final AppRoleRoutes appRole = new AppRoleRoutes();

    Answer answer(Call call, String path) {
        Mount mount = call.chamber().mountOf(true, path);
        if (mount == null) {
            return call.noHandler();
        }
        String rest = path.substring(Math.min(path.length(), mount.path().length() + 1));
        return switch (call.in(mount.type()).mountType()) {
            case "token" -> tokens.answer(call, rest);
            case "userpass" -> userpass.answer(call, mount.path(), rest);
            case "approle" -> appRole.answer(call, mount.path(), rest);
            default -> call.unsupportedPath();
        };
    }
}
