package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.done;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretHead;
import fort.domain.TypePolicies;
import fort.store.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final int SECRETS = 20_000;
    private final TestFort fort = new TestFort(11);

    @AfterEach
    void close() {
        fort.close();
    }

    /// Heads without versions, many in one transaction.
    private void fill() {
        Interior interior = Objects.requireNonNull(
                Objects.requireNonNull(fort.fort.chamber(DEVELOPMENT)).interior());
        Mount mount = Objects.requireNonNull(interior.mounts().at(false, "secret"));
        Upkeep upkeep = new Upkeep(interior, Upkeep.Limits.DEFAULT);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < SECRETS; i++) {
            String path = "team-%02d/s%05d".formatted(i % 50, i);
            SecretHead head =
                    SecretHead.empty(mount.id(), path, TypePolicies.builtIn().defaultType(), fort.clock.instant());
            changes.add(interior.rows().put(SecretHandlers.HEADS, mount.id() + "/" + path, head, Change.ABSENT));
            if (changes.size() == 5_000) {
                upkeep.append(fort.clock.instant(), "test", "test.fill", Map.of(), changes);
                changes.clear();
            }
        }
    }

    @Test
    @Tag("attack-112")
    void many_secrets_are_listed_in_pages_that_together_are_all_of_them_once() {
        fill();
        List<String> folders =
                done(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.ListNames("secret", "", "", 1_000)));
        assertThat(folders).hasSize(50).allMatch(name -> name.endsWith("/"));
        Set<String> seen = new HashSet<>();
        @Nullable String after = "";
        int pages = 0;
        while (after != null) {
            SecretOperation.Page<SecretHead> page = done(fort.ask(
                    fort.root(DEVELOPMENT),
                    new SecretOperation.Search("secret", "", SecretOperation.SearchQuery.ALL, after, 500)));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(500);
            page.items().forEach(head -> assertThat(seen.add(head.path())).isTrue());
            after = page.next();
            pages++;
        }
        assertThat(seen).hasSize(SECRETS);
        assertThat(pages).isBetween(40, 41);
    }

    @Test
    @Tag("attack-112")
    void an_act_on_more_than_one_transaction_holds_is_refused_and_changes_nothing() {
        fill();
        Outcome<?> outcome = fort.ask(fort.root(DEVELOPMENT), new MountOperation.Disable(false, "secret"));
        assertThat(TestFort.refusal(outcome).reason()).isEqualTo(Refusal.Reason.LIMIT_EXCEEDED);
        assertThat(done(fort.ask(fort.root(DEVELOPMENT), new WatchOperation.EnvironmentStatus()))
                        .secrets())
                .isEqualTo(SECRETS);
    }
}
