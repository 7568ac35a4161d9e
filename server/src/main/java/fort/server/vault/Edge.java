package fort.server.vault;

import fort.access.Parameters;
import fort.domain.EnvironmentName;
import fort.domain.InvalidName;
import fort.domain.Names;
import fort.gate.Chamber;
import fort.gate.Fort;
import fort.gate.Mount;
import fort.gate.Request;
import fort.identity.Credential;
import fort.server.web.WebRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// From the outer form of a request to one canonical place: an environment and a path. Refuses what could mean two
/// things to two readers (`..`, an encoded slash, `;`, a second encoding); repairs nothing, with one exception that
/// clients need: a doubled slash below a kv version 1 mount is one.
final class Edge {
    private static final String PREFIX = "/v1/";
    private static final String LISTENER_ONLY = "this listener serves one environment";

    private final Fort fort;

    /// Those that this node serves; they do not change while it runs.
    private final List<EnvironmentName> served;

    Edge(Fort fort) {
        this.fort = fort;
        this.served = fort.chambers().stream().map(Chamber::environment).toList();
    }

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
    Place place(WebRequest web, @Nullable EnvironmentName bound, Credential credential) {
        String path = web.path().startsWith(PREFIX) ? web.path().substring(PREFIX.length()) : "";
        String header = namespace(web.header("x-vault-namespace"));
        EnvironmentName environment = bound;
        if (header.isEmpty()) {
            EnvironmentName named = bound == null ? named(path) : null;
            if (named != null) {
                environment = named;
                path = path.substring(named.value().length() + 1);
            }
        } else {
            EnvironmentName asked = environment(header);
            if (asked == null || (bound != null && !bound.equals(asked))) {
                return Place.refused(asked == null ? bound : (bound == null ? asked : bound), LISTENER_ONLY);
            }
            environment = asked;
        }
        return canonical(web.rawPath(), path, environment, credential);
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
    private @Nullable EnvironmentName named(String path) {
        int slash = path.indexOf('/');
        for (EnvironmentName name : served) {
            if (name.value().length() == slash && path.startsWith(name.value())) {
                return name;
            }
        }
        return null;
    }

    private Place canonical(String raw, String path, @Nullable EnvironmentName environment, Credential credential) {
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
            inner = folded(inner, environment, credential);
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

    private String folded(String path, @Nullable EnvironmentName environment, Credential credential) {
        Request towards = new Request("", environment, credential, "", "", "", Parameters.NONE, 0);
        Mount mount = fort.chamberFor(towards).mounts().resolve(false, path.substring(0, path.indexOf("//")));
        return mount != null && mount.isKv1() ? path.replaceAll("/{2,}", "/") : path;
    }
}
