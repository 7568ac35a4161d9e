package fort.server.vault;

import fort.domain.EnvironmentName;
import fort.domain.InvalidName;
import fort.domain.Names;
import fort.gate.Chamber;
import fort.gate.Fort;
import fort.gate.Mount;
import fort.server.web.WebRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// From the outer form of a request to one canonical place: an environment and a path. Refuses what could mean two
/// things to two readers (`..`, an encoded slash, `;`, a second encoding); repairs nothing, with one exception that
/// clients need: a doubled slash below a kv version 1 mount is one.
final class Edge {
    private static final String PREFIX = "/v1/";
    private static final String LISTENER_ONLY = "this listener serves one environment";

    private Edge() {}

    /// @param environment null when the request names none
    /// @param path without leading and trailing slash; may be empty
    /// @param wrong why the path is refused, or null; the call is then recorded and ends
    record Place(
            @Nullable EnvironmentName environment,
            String path,
            boolean slash,
            @Nullable String wrong) {
        static Place refused(@Nullable EnvironmentName environment, String wrong) {
            return new Place(environment, "sys/malformed", false, wrong);
        }
    }

    /// @param bound the listener's own environment, which is then the only one that can be reached
    static Place place(WebRequest web, Fort fort, @Nullable EnvironmentName bound) {
        String path = web.path().startsWith(PREFIX) ? web.path().substring(PREFIX.length()) : "";
        String header = namespace(web.header("x-vault-namespace"));
        EnvironmentName environment = bound;
        if (header.isEmpty()) {
            Chamber named = named(fort, path);
            if (named != null && bound == null) {
                environment = named.environment();
                path = path.substring(environment.value().length() + 1);
            }
        } else {
            EnvironmentName asked = environment(header);
            if (asked == null || (bound != null && !bound.equals(asked))) {
                return Place.refused(asked == null ? bound : (bound == null ? asked : bound), LISTENER_ONLY);
            }
            environment = asked;
        }
        return canonical(web.rawPath(), path, environment, fort);
    }

    private static String namespace(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return "";
        }
        String name = header.strip();
        int start = name.startsWith("/") ? 1 : 0;
        int end = name.endsWith("/") ? name.length() - 1 : name.length();
        String inner = start < end ? name.substring(start, end) : "";
        return inner.equals("root") ? "" : inner;
    }

    private static @Nullable EnvironmentName environment(String name) {
        try {
            return new EnvironmentName(name);
        } catch (InvalidName e) {
            return null;
        }
    }

    /// The environment that the first segment names, if this node serves one of that name.
    private static @Nullable Chamber named(Fort fort, String path) {
        int slash = path.indexOf('/');
        if (slash < 2 || slash > 32) {
            return null;
        }
        for (Chamber chamber : fort.chambers()) {
            String name = chamber.environment().value();
            if (name.length() == slash && path.startsWith(name)) {
                return chamber;
            }
        }
        return null;
    }

    private static Place canonical(String raw, String path, @Nullable EnvironmentName environment, Fort fort) {
        if (!path.equals("") && raw.indexOf('%') >= 0) {
            String lower = raw.toLowerCase(Locale.ROOT);
            if (lower.contains("%2f") || lower.contains("%5c") || lower.contains("%25") || lower.contains("%00")) {
                return Place.refused(environment, "the path holds an encoded slash, backslash, percent or NUL");
            }
        }
        if (path.indexOf(';') >= 0 || path.indexOf('\\') >= 0) {
            return Place.refused(environment, "the path holds a ';' or a backslash");
        }
        boolean slash = path.endsWith("/");
        String inner = slash ? path.substring(0, path.length() - 1) : path;
        if (inner.contains("//")) {
            inner = folded(inner, environment, fort);
        }
        if (inner.isEmpty()) {
            return new Place(environment, "", slash, null);
        }
        try {
            return new Place(environment, Names.requirePath(inner), slash, null);
        } catch (InvalidName e) {
            return Place.refused(environment, String.valueOf(e.getMessage()));
        }
    }

    private static String folded(String path, @Nullable EnvironmentName environment, Fort fort) {
        Chamber chamber = environment == null ? fort.defaultChamber() : fort.chamber(environment);
        String before = path.substring(0, path.indexOf("//"));
        Mount mount = chamber == null ? null : chamber.mounts().resolve(false, before);
        return mount != null && mount.isKv1() ? path.replaceAll("/{2,}", "/") : path;
    }
}
