package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Store;
import fort.store.Stores;
import fort.store.Unit;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends StoreContract {
    private static Postgres postgres;

    private String url = "";

    @BeforeAll
    static void startServer() {
        postgres = new Postgres();
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @Override
    protected Store create() {
        try {
            url = postgres.createDatabase();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return reopen();
    }

    @Override
    protected Store reopen() {
        return Postgres.open(url);
    }

    @Test
    @Tag("attack-82")
    void goes_on_without_restart_after_every_connection_was_cut() throws SQLException {
        commit("a");
        cutAll();
        commit("b");
        cutAll();
        assertThat(store().get("set", "a")).isPresent();
        assertThat(store().count("set")).isEqualTo(2);
    }

    /// Several processes may: see [SharedStoreTest].
    @Test
    @Override
    void a_second_owner_is_refused() {
        Store second = reopen();
        commit("a");
        assertThat(second.get("set", "a")).isPresent();
        second.close();
        commit("b");
    }

    @Test
    void a_program_that_wants_the_database_for_itself_is_kept_out() throws SQLException {
        try (java.sql.Connection other = java.sql.DriverManager.getConnection(url, Postgres.USER, Postgres.PASSWORD);
                java.sql.Statement statement = other.createStatement();
                java.sql.ResultSet taken = statement.executeQuery("SELECT pg_try_advisory_lock(" + 0x666f7274 + ")")) {
            taken.next();
            assertThat(taken.getBoolean(1)).isFalse();
        }
    }

    private void cutAll() throws SQLException {
        postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fort'");
    }

    @Test
    void a_wrong_password_or_database_is_refused_without_naming_the_password() {
        try (SecretValue password =
                SecretValue.owning("hunter2hunter2".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> Stores.postgres(url + "_none", "postgres", password))
                    .isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.code()).isEqualTo(Fault.Code.STORE_REFUSED);
                        assertThat(fault.detail() + fault.getMessage()).doesNotContain("hunter2");
                    });
        }
    }

    private void commit(String key) {
        Unit unit = new Unit(List.of(new Change.Put("set", key, Change.ANY, new byte[] {1})));
        try {
            store().commit(List.of(unit), Store.Closing.NONE);
        } catch (Fault lost) {
            store().recover();
            store().commit(List.of(unit), Store.Closing.NONE);
        }
    }
}
