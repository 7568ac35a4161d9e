package fort.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the route of a request's path. Two routes that could not be told apart are refused when the table
/// is made.
///
/// Parameters come out as they stand in the path: decode percent signs before, once, and let the
/// canonicaliser judge the result. Immutable.
public final class RouteTable {
    private static final Pattern TOKEN = Pattern.compile("\\{[a-z_]+(\\*)?\\}|[^{]+");

    private final Map<Method, List<Entry>> entries = new EnumMap<>(Method.class);

    /// @throws IllegalArgumentException when two routes share an operation or a method and template
    public RouteTable(List<Route> routes) {
        requireDistinct(routes, routes.stream().map(Route::operation));
        requireDistinct(routes, routes.stream().map(route -> route.method() + " " + route.template()));
        for (Method method : Method.values()) {
            entries.put(
                    method,
                    routes.stream()
                            .filter(route -> route.method() == method)
                            .map(Entry::of)
                            .sorted(Comparator.comparingInt(Entry::vagueness))
                            .toList());
        }
    }

    /// What was found.
    ///
    /// @param parameters the texts of the template's names, in order
    public record Match(Route route, Map<String, String> parameters) {
        public Match {
            parameters = Copies.map(parameters);
        }
    }

    /// @param path decoded, below [Route#BASE], beginning with a slash
    public Optional<Match> find(Method method, String path) {
        return entries.getOrDefault(method, List.of()).stream()
                .flatMap(entry -> entry.match(path).stream())
                .findFirst();
    }

    /// The methods that this path knows: empty means 404, another one means 405.
    public List<Method> methodsOf(String path) {
        return entries.keySet().stream()
                .filter(method -> find(method, path).isPresent())
                .toList();
    }

    private static void requireDistinct(List<Route> routes, Stream<String> names) {
        if (names.collect(Collectors.toSet()).size() != routes.size()) {
            throw new IllegalArgumentException("two routes have the same operation or the same method and template");
        }
    }

    /// @param vagueness 0 for a literal template, more for parameters, most for parameters of several
    ///     segments
    private record Entry(Route route, Pattern pattern, List<String> names, int vagueness) {
        static Entry of(Route route) {
            StringBuilder pattern = new StringBuilder();
            int vagueness = 0;
            Matcher tokens = TOKEN.matcher(route.template());
            while (tokens.find()) {
                if (tokens.group().startsWith("{")) {
                    boolean several = tokens.group(1) != null;
                    pattern.append(several ? "(.+)" : "([^/]+)");
                    vagueness += several ? 100 : 2;
                } else {
                    pattern.append(Pattern.quote(tokens.group()));
                }
            }
            // An action's suffix makes a template narrower than the same one without it.
            int narrowness = route.template().contains("}:") ? 1 : 0;
            return new Entry(
                    route,
                    Pattern.compile(pattern.toString(), Pattern.DOTALL),
                    route.pathParameters(),
                    vagueness - narrowness);
        }

        List<Match> match(String path) {
            Matcher matcher = pattern.matcher(path);
            if (!matcher.matches()) {
                return List.of();
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                parameters.put(names.get(i), matcher.group(i + 1));
            }
            List<Match> found = new ArrayList<>();
            found.add(new Match(route, parameters));
            return found;
        }
    }
}
