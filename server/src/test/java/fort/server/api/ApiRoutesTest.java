package fort.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.TypePolicies;
import fort.server.RunningFort;
import fort.wire.Route;
import fort.wire.Routes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiRoutesTest {
    /// Asked by probes all the time, by anyone, about nothing but whether the server is open: the one call without a
    /// record.
    private static final Set<String> WITHOUT_RECORD = Set.of("seal.status");

    /// These end the token or the environment that the others need.
    private static final List<String> LAST = List.of("token.revoke_self", "seal.seal");

    @TempDir
    Path folder;

    @Test
    void every_route_has_a_handler_and_every_handler_a_route() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            Set<String> handled = new Handlers(TypePolicies.builtIn(), fort.config(), new SecureRandom())
                    .all()
                    .keySet();
            assertThat(handled)
                    .containsExactlyInAnyOrderElementsOf(
                            Routes.ALL.stream().map(Route::operation).toList());
        }
    }

    @Test
    @Tag("R3.1")
    void every_route_leaves_a_record() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "production")) {
            for (Route route : ordered()) {
                var answer = fort.call(
                        route.method().name(),
                        Samples.path(route),
                        Samples.body(route),
                        "Fort-Token",
                        fort.token("development"));
                assertThat(answer.status())
                        .as(route.operation() + " " + answer.body())
                        .isLessThan(500);
                if (!WITHOUT_RECORD.contains(route.operation())) {
                    assertThat(answer.header("fort-receipt"))
                            .as(route.operation() + " " + answer.body())
                            .contains("/development:");
                }
                if (route.operation().equals(LAST.getFirst())) {
                    fort.refreshTokens();
                }
            }
        }
    }

    @Test
    @Tag("R1.1")
    @Tag("R1.4")
    @Tag("attack-18")
    @Tag("attack-23")
    void no_route_lets_a_credential_of_another_environment_through_and_both_logs_know() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "production")) {
            long tries = 0;
            for (Route route : Routes.ALL) {
                var answer = fort.call(
                        route.method().name(),
                        Samples.path(route),
                        Samples.body(route),
                        "Fort-Token",
                        fort.token("development"),
                        "Fort-Environment",
                        "production");
                assertThat(answer.status())
                        .as(route.operation() + " " + answer.body())
                        .isEqualTo(403);
                assertThat(answer.body()).doesNotContain("production").contains("permission denied");
                tries++;
            }
            assertThat(violations(fort, "development")).isEqualTo(tries);
            assertThat(violations(fort, "production")).isEqualTo(tries);
        }
    }

    @Test
    @Tag("attack-18")
    void odd_paths_are_refused_and_recorded() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            for (String path : List.of(
                    "a/..",
                    "a/%2e%2e/b",
                    "a//b",
                    "%252e%252e",
                    "a%2f..",
                    "a/.",
                    " a",
                    "a%20",
                    "/a",
                    "a/",
                    "p%D0%B0th")) {
                var answer = fort.as("development", "GET", "/secrets/" + path.replace(" ", "%20"), "");
                assertThat(answer.status()).as(path).isIn(400, 404);
                assertThat(answer.header("fort-receipt")).as(path).isNotEmpty();
            }
        }
    }

    private static long violations(RunningFort fort, String environment) {
        String body = fort.as(environment, "GET", "/violations?limit=1000", "").body();
        return body.split("\"request_id\"", -1).length - 1L;
    }

    private static List<Route> ordered() {
        List<Route> routes = new ArrayList<>();
        for (Route route : Routes.ALL) {
            if (!LAST.contains(route.operation())) {
                routes.add(route);
            }
        }
        for (String last : LAST) {
            Routes.ALL.stream().filter(route -> route.operation().equals(last)).forEach(routes::add);
        }
        return routes;
    }
}
