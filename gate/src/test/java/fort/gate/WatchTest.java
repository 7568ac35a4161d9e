package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2.3")
class WatchTest {
    private final TestFort fort = new TestFort(13);

    @AfterEach
    void close() {
        fort.close();
    }

    private Subscription subscribe(String... watched) {
        return Objects.requireNonNull(fort.fort.subscribe(fort.anonymous(DEVELOPMENT), "secret", List.of(watched)));
    }

    private List<SecretOperation.ChangedSecret> changed(byte[] token, long after, boolean gone, String... watched) {
        return done(fort.ask(
                        fort.with(DEVELOPMENT, token),
                        new SecretOperation.Changed("secret", List.of(watched), after, gone)))
                .secrets();
    }

    private void write(String path) {
        fort.write(DEVELOPMENT, path, "{\"password\":\"value\"}");
    }

    @Test
    void a_watcher_is_told_of_its_secrets_and_folders_and_of_nothing_else() {
        try (Subscription one = subscribe("app/db", "team/");
                Subscription other = subscribe("app/")) {
            write("app/db");
            write("app/db");
            write("app/dbx");
            write("team/a/b");
            write("teams");
            assertThat(one.await(Duration.ZERO).paths()).containsExactly("app/db", "team/a/b");
            assertThat(other.await(Duration.ZERO).paths()).containsExactly("app/db", "app/dbx");
            assertThat(one.await(Duration.ZERO).isEmpty()).isTrue();
        }
        write("app/db");
    }

    @Test
    void a_watcher_is_told_of_what_another_node_changed() {
        try (Subscription one = subscribe("app/")) {
            Interior interior = Objects.requireNonNull(
                    Objects.requireNonNull(fort.fort.chamber(DEVELOPMENT)).interior());
            String mount = Objects.requireNonNull(interior.mounts().at(false, "secret"))
                    .id();
            interior.headChanged(mount + "/app/db");
            assertThat(one.await(Duration.ZERO).paths()).containsExactly("app/db");
            interior.changes().changedAnything();
            assertThat(one.await(Duration.ZERO).all()).isTrue();
        }
    }

    @Test
    void a_slow_watcher_costs_no_memory_and_knows_that_it_missed_something() {
        try (Subscription slow = subscribe("")) {
            for (int i = 0; i <= Subscription.PENDING_MAX; i++) {
                slow.tell("12345678-1234-1234-1234-123456789012/app/" + i);
            }
            Subscription.News news = slow.await(Duration.ZERO);
            assertThat(news.all()).isTrue();
            assertThat(news.paths()).isEmpty();
        }
    }

    @Test
    void sealing_ends_what_is_watched() {
        try (Subscription subscription = subscribe("app/")) {
            done(fort.ask(fort.root(DEVELOPMENT), new SealOperation.Seal()));
            assertThat(subscription.await(Duration.ZERO).ended()).isTrue();
        }
    }

    @Test
    void who_comes_back_gets_what_changed_since_and_each_path_is_decided_by_itself() {
        byte[] app = fort.tokenWith(DEVELOPMENT, "path \"secret/data/app/*\" { capabilities = [\"read\"] }");
        write("app/a");
        write("app/b");
        write("hidden/c");
        List<SecretOperation.ChangedSecret> all = changed(app, 0, false, "");
        assertThat(all).extracting(SecretOperation.ChangedSecret::path).containsExactly("app/a", "app/b");
        long last = all.getLast().revision();
        assertThat(changed(app, last, false, "app/", "hidden/c")).isEmpty();
        write("app/a");
        assertThat(changed(app, last, false, "app/")).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo("app/a");
            assertThat(one.currentVersion()).isEqualTo(2);
            assertThat(one.acceptable()).contains(2L);
        });
    }

    @Test
    void a_secret_that_is_gone_is_told_when_asked_for_by_name() {
        write("app/a");
        byte[] root = fort.rootOf(DEVELOPMENT);
        try (Subscription subscription = subscribe("app/a")) {
            done(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.DeleteMetadata("secret", path("app/a"))));
            assertThat(subscription.await(Duration.ZERO).paths()).containsExactly("app/a");
        }
        assertThat(changed(root, 0, true, "app/a"))
                .singleElement()
                .satisfies(one -> assertThat(one.gone()).isTrue());
    }
}
