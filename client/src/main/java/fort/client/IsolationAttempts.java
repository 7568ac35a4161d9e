package fort.client;

import fort.client.IsolationAttempt.Naming;
import fort.wire.Headers;
import fort.wire.Method;
import fort.wire.Route;
import fort.wire.Routes;
import fort.wire.VaultRoutes;
import fort.wire.VaultRoutes.VaultRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Every route, with every way to name another environment: what a stranger with a valid credential could send.
///
/// @param from whose credential it is
/// @param to whose walls are tried
/// @param path a secret that is really there
/// @param accessor of a token of `to`, an id that is really there
record IsolationAttempts(String from, String to, String path, String accessor) {
    private static final String NAMESPACE = "X-Vault-Namespace";

    List<IsolationAttempt> all() {
        List<IsolationAttempt> all = new ArrayList<>();
        Routes.ALL.forEach(route -> own(route, all));
        VaultRoutes.ALL.forEach(route -> vault(route, all));
        return all;
    }

    private String filled(String template, String kv) {
        return template.replace("{path*}", path)
                .replace("{path}", path)
                .replace("{accessor}", accessor)
                .replace("{mount*}", kv)
                .replace("{tile*}", "0/000")
                .replace("{index}", "0")
                .replaceAll("\\{[a-z_]+\\*?\\}", "isolation");
    }

    private void own(Route route, List<IsolationAttempt> all) {
        String below = filled(route.template(), "secret");
        String target = Route.BASE + below;
        String method = route.method().name();
        boolean body = route.method() != Method.GET && route.method() != Method.DELETE;
        boolean open = route.operation().equals("description.read")
                || route.operation().equals("seal.status");
        Naming clear = open ? Naming.OPEN : Naming.CLEAR;
        record Named(String variant, String header, String value) {}
        for (Named named : List.of(
                new Named("Fort-Environment", Headers.ENVIRONMENT, to),
                new Named("Fort-Environment in capitals", Headers.ENVIRONMENT, to.toUpperCase(Locale.ROOT)),
                new Named("Fort-Environment with a slash", Headers.ENVIRONMENT, to + "/"),
                new Named("Fort-Environment with dots", Headers.ENVIRONMENT, from + "/../" + to),
                new Named("Fort-Environment encoded", Headers.ENVIRONMENT, "%" + hex(to.charAt(0)) + to.substring(1)),
                new Named("own API, X-Vault-Namespace", NAMESPACE, to))) {
            all.add(new IsolationAttempt(
                    named.variant(), clear, method, target, Map.of(named.header(), named.value()), body));
        }
        all.add(new IsolationAttempt(
                "own API, path prefix", Naming.CLEAR, method, Route.BASE + "/" + to + below, Map.of(), body));
        if (route.method() == Method.GET) {
            all.add(new IsolationAttempt(
                    "own API, query",
                    open ? Naming.OPEN : Naming.DOUBTFUL,
                    method,
                    target + "?environment=" + to + "&namespace=" + to,
                    Map.of(),
                    body));
            all.add(new IsolationAttempt(
                    "own API, two headers that differ",
                    open ? Naming.OPEN : Naming.DOUBTFUL,
                    method,
                    target,
                    Map.of(Headers.ENVIRONMENT, from, NAMESPACE, to),
                    body));
        }
    }

    private void vault(VaultRoute route, List<IsolationAttempt> all) {
        String below = filled(route.template(), "secret");
        boolean body = route.method().equals("POST") || route.method().equals("PATCH");
        Naming clear = route.open() ? Naming.OPEN : Naming.CLEAR;
        for (String value : List.of(to, to + "/", "/" + to + "/", to.toUpperCase(Locale.ROOT), from + "/../" + to)) {
            add(all, "namespace header " + shape(value), clear, route, below, Map.of(NAMESPACE, value), body);
        }
        String first = "%" + hex(to.charAt(0)) + to.substring(1);
        for (String prefix : List.of(
                to + "/",
                first + "/",
                "%25" + hex(to.charAt(0)) + to.substring(1) + "/",
                to + "%2f",
                to + "%252f",
                "/" + to + "/",
                "./" + to + "/",
                "%2e/" + to + "/",
                from + "/../" + to + "/",
                from + "/%2e%2e/" + to + "/",
                from + "/%252e%252e/" + to + "/",
                from + "/" + to + "/",
                to + ";x/",
                to + "%00/",
                to + "./",
                to + "//",
                to + "%5c",
                to.toUpperCase(Locale.ROOT) + "/")) {
            add(all, "path prefix " + shape(prefix), clear, route, prefix + below, Map.of(), body);
        }
        add(all, "own header, other prefix", clear, route, to + "/" + below, Map.of(NAMESPACE, from), body);
        if (route.method().equals("GET") || route.method().equals("LIST")) {
            Naming doubtful = route.open() ? Naming.OPEN : Naming.DOUBTFUL;
            add(all, "query", doubtful, route, below + "?namespace=" + to + "&environment=" + to, Map.of(), body);
            add(all, "own API's header", doubtful, route, below, Map.of(Headers.ENVIRONMENT, to), body);
        }
    }

    private static void add(
            List<IsolationAttempt> all,
            String variant,
            Naming naming,
            VaultRoute route,
            String below,
            Map<String, String> headers,
            boolean body) {
        all.add(new IsolationAttempt(variant, naming, route.method(), "/v1/" + below, headers, body));
    }

    /// The same word for all pairs: `A` is the credential's environment, `B` the other.
    private String shape(String value) {
        return value.replace("%" + hex(to.charAt(0)) + to.substring(1), "B with an encoded letter")
                .replace("%25" + hex(to.charAt(0)) + to.substring(1), "B with a twice encoded letter")
                .replace(to, "B")
                .replace(to.toUpperCase(Locale.ROOT), "B in capitals")
                .replace(from, "A");
    }

    private static String hex(char c) {
        return Integer.toHexString(c);
    }
}
