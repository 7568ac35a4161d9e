package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.store.Change;
import fort.store.Store;
import fort.store.Unit;
import fort.testkit.CuttingProxy.Cut;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The line to the server breaks exactly while committing: was it applied?
@Tag("attack-82")
class PostgresDoubtTest {
    private static Postgres postgres;

    private CuttingProxy proxy;
    private Store store;

    @BeforeAll
    static void startServer() {
        postgres = new Postgres();
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @BeforeEach
    void open() throws SQLException {
        String url = postgres.createDatabase();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        proxy = new CuttingProxy(port);
        store = Postgres.open(url.replace(":" + port + "/", ":" + proxy.port() + "/"));
        commit("before");
    }

    @AfterEach
    void close() {
        store.close();
        proxy.close();
    }

    @Test
    void a_commit_the_server_never_heard_of_is_a_fault_and_not_there() {
        proxy.cut(Cut.BEFORE_COMMIT);
        assertThatThrownBy(() -> commit("lost")).isInstanceOf(Fault.class);
        commit("after");
        assertThat(store.get("set", "lost")).isEmpty();
        assertThat(store.count("set")).isEqualTo(2);
    }

    @Test
    void a_commit_whose_answer_got_lost_is_found_to_be_applied() {
        proxy.cut(Cut.AFTER_COMMIT);
        assertThat(commit("there")).isPositive();
        assertThat(store.get("set", "there")).isPresent();
        commit("after");
    }

    @Test
    void a_commit_in_doubt_bars_the_next_one_until_its_caller_looked_again() {
        proxy.cut(Cut.AFTER_COMMIT_AND_STAY_AWAY);
        assertThatThrownBy(() -> commit("in doubt"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.STORE_UNAVAILABLE));
        proxy.cut(Cut.NEVER);
        assertThatThrownBy(() -> commit("too early"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.detail()).contains("recover"));
        store.recover();
        assertThat(store.get("set", "in doubt")).isPresent();
        commit("after");
        assertThat(store.get("set", "too early")).isEmpty();
    }

    private long commit(String key) {
        Unit unit = new Unit(List.of(new Change.Put("set", key, Change.ANY, new byte[] {1})));
        return store.commit(List.of(unit), Store.Closing.NONE).getFirst();
    }
}
