package fort.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final RouteTable table = new RouteTable(Routes.ALL);

    @Test
    void finds_a_secret_of_several_segments() {
        RouteTable.Match match = table.find(Method.GET, "/secrets/app/db/main").orElseThrow();

        assertThat(match.route().operation()).isEqualTo("secret.read");
        assertThat(match.parameters()).containsEntry("path", "app/db/main");
    }

    @Test
    void the_last_colon_of_a_post_names_the_action() {
        RouteTable.Match match =
                table.find(Method.POST, "/secrets/odd:undelete:destroy").orElseThrow();

        assertThat(match.route().operation()).isEqualTo("secret.destroy");
        assertThat(match.parameters()).containsEntry("path", "odd:undelete");
    }

    @Test
    void a_name_that_looks_like_an_action_can_be_read() {
        RouteTable.Match match = table.find(Method.GET, "/secrets/odd:undelete").orElseThrow();

        assertThat(match.parameters()).containsEntry("path", "odd:undelete");
    }

    @Test
    void a_literal_wins_over_a_parameter() {
        assertThat(operation(Method.GET, "/tokens/self")).isEqualTo("token.read_self");
        assertThat(operation(Method.GET, "/tokens/abc")).isEqualTo("token.read");
        assertThat(operation(Method.POST, "/tokens/self:renew")).isEqualTo("token.renew_self");
        assertThat(operation(Method.GET, "/environments/current")).isEqualTo("environment.read");
        assertThat(operation(Method.POST, "/secrets:read")).isEqualTo("secret.bulk_read");
    }

    @Test
    void every_route_finds_itself() {
        for (Route route : Routes.ALL) {
            String path = route.template().replaceAll("\\{[a-z_]+\\*\\}", "x/y").replaceAll("\\{[a-z_]+\\}", "x");

            assertThat(operation(route.method(), path)).as(path).isEqualTo(route.operation());
        }
    }

    @Test
    void tells_an_unknown_path_from_an_unknown_method() {
        assertThat(table.methodsOf("/nothing")).isEmpty();
        assertThat(table.methodsOf("/whoami")).containsExactly(Method.GET);
    }

    @Test
    void refuses_two_routes_with_the_same_operation() {
        Route route = Routes.ALL.getFirst();

        assertThatThrownBy(() -> new RouteTable(List.of(route, route))).isInstanceOf(IllegalArgumentException.class);
    }

    private String operation(Method method, String path) {
        return table.find(method, path).orElseThrow().route().operation();
    }
}
