package fort.server.vault;

import fort.gate.Mount;
import java.time.InstantSource;

/// Which engine answers: `sys/` and `auth/` by name, everything else by what is mounted there.
final class Routes {
    private final SystemRoutes system;
    private final AuthRoutes auth = new AuthRoutes();
    private final KvTwo kvTwo = new KvTwo();
    private final KvOne kvOne = new KvOne();
    private final Cubbyhole cubbyhole = new Cubbyhole();

    Routes(InstantSource clock) {
        this.system = new SystemRoutes(clock);
    }

    Answer answer(Call call) {
        String path = call.path();
        if (call.verb() == Verb.READ && call.query().has("help")) {
            return Help.answer(call);
        }
        if (!isNamed(path)) {
            return mounted(call, path);
        }
        String rest = path.substring(Math.min(path.length(), path.indexOf('/') + 1));
        return path.startsWith("sys/")
                ? system.answer(call.in("system"), rest)
                : path.startsWith("auth/") ? auth.answer(call, rest) : call.noHandler();
    }

    private static boolean isNamed(String path) {
        return path.startsWith("sys/") || path.startsWith("auth/") || path.equals("sys") || path.equals("auth");
    }

    private Answer mounted(Call call, String path) {
        Mount mount = call.chamber().mountOf(false, path);
        if (mount == null) {
            return call.noHandler();
        }
        call.in(mount.type());
        String rest = path.substring(Math.min(path.length(), mount.path().length() + 1));
        if (mount.isKv2()) {
            return kvTwo.answer(call, mount, rest);
        }
        if (mount.isKv1()) {
            return kvOne.answer(call, mount, rest);
        }
        return mount.type().equals("cubbyhole") ? cubbyhole.answer(call, rest) : call.unsupportedPath();
    }
}
