package fort.client;

import static org.assertj.core.api.Assertions.assertThat;

import fort.wire.Method;
import fort.wire.Route;
import fort.wire.RouteTable;
import fort.wire.Routes;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Calls every method of every family with stand-in arguments: each must reach a route of the table with
/// its method, body and queries, and each route must be reached.
class RoutesCoveredTest {
    private final FakeTransport transport = new FakeTransport();
    private final RouteTable table = new RouteTable(Routes.ALL);
    private final FortClient client = new FortClient(
            new Calls(transport, Settings.of(Map.of("FORT_ADDR", "http://localhost")), time -> {}, () -> "key"));

    @Test
    void every_route_has_its_call_and_every_call_its_route() throws ReflectiveOperationException {
        for (java.lang.reflect.Method family : FortClient.class.getMethods()) {
            if (family.getReturnType().getSimpleName().endsWith("Calls")) {
                callAll(family.invoke(client));
            }
        }
        transport.requests.removeIf(request -> request.target().equals("/health"));

        Set<String> reached = new TreeSet<>();
        for (Transport.Request request : transport.requests) {
            reached.add(routeOf(request).operation());
        }
        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(
                        Routes.ALL.stream().map(Route::operation).toList());
    }

    private Route routeOf(Transport.Request request) {
        URI target = URI.create(request.target());
        String path =
                URLDecoder.decode(target.getRawPath(), StandardCharsets.UTF_8).substring(Route.BASE.length());
        Route route = table.find(Method.valueOf(request.method()), path)
                .orElseThrow(() -> new AssertionError("no route for " + request.method() + " " + path))
                .route();
        assertThat(request.body().length > 0).as(route.operation()).isEqualTo(route.request() != null);
        assertThat(request.headers().containsKey("Idempotency-Key"))
                .as(route.operation())
                .isEqualTo(!route.idempotent());
        for (String name : queryNames(target)) {
            assertThat(knows(route, name))
                    .as(route.operation() + " knows " + name)
                    .isTrue();
        }
        return route;
    }

    private static List<String> queryNames(URI target) {
        String query = target.getRawQuery();
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.substring(0, pair.indexOf('=')))
                        .toList();
    }

    private static boolean knows(Route route, String query) {
        return (route.paged() && (query.equals("limit") || query.equals("after")))
                || route.queries().stream().anyMatch(known -> known.name().equals(query));
    }

    private static void callAll(Object family) throws ReflectiveOperationException {
        for (java.lang.reflect.Method call : family.getClass().getDeclaredMethods()) {
            if (Modifier.isPublic(call.getModifiers()) && !Modifier.isStatic(call.getModifiers())) {
                Object[] arguments = new Object[call.getParameterCount()];
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = standIn(call.getParameterTypes()[i]);
                }
                try {
                    call.invoke(family, arguments);
                } catch (InvocationTargetException e) {
                    assertThat(e.getCause()).isInstanceOf(FortException.class);
                }
            }
        }
    }

    private static Object standIn(Class<?> type) throws ReflectiveOperationException {
        if (type.isRecord()) {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Object[] values = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                values[i] = standIn(types[i]);
            }
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        }
        return switch (type.getSimpleName()) {
            case "String" -> "x";
            case "int", "Integer" -> 1;
            case "long", "Long" -> 1L;
            case "boolean", "Boolean" -> true;
            case "List" -> List.of();
            case "Map" -> Map.of();
            case "Instant" -> Instant.EPOCH;
            case "byte[]" -> new byte[1];
            case "SecretText" -> fort.wire.SecretText.of(new char[] {'x'});
            case "SecretJson" -> fort.wire.SecretJson.owning(new byte[] {'{', '}'});
            default -> throw new AssertionError("no stand-in for " + type);
        };
    }
}
