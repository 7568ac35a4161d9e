package fort.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.wire.Events;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2.3")
class FortSecretsTest {
    private static final String SELF = "{\"accessor\":\"a\",\"principal\":\"p\",\"display_name\":\"d\",\"policies\":[],"
            + "\"metadata\":{},\"created_at\":\"2026-11-24T00:00:00Z\",\"ttl_seconds\":3600,\"period_seconds\":0,"
            + "\"uses_left\":0,\"orphan\":false,\"renewable\":true}";

    private final FakeTransport calls = new FakeTransport();
    private final FakeTransport polls = new FakeTransport();
    private final List<String> seen = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final FortSecrets secrets = new FortSecrets(
            client(calls),
            client(polls),
            new FortSecrets.Options(null, List.of("app/"), "payments", Duration.ofMinutes(5), new Seen(), clock),
            new SecureRandom());

    private final class Seen implements SecretEvents {
        @Override
        public void hit(String path) {
            seen.add("hit");
        }

        @Override
        public void loaded(String path, long version) {
            seen.add("loaded " + version);
        }

        @Override
        public void renewed(long ttlSeconds) {
            seen.add("renewed " + ttlSeconds);
        }

        @Override
        public void failed(String what, String code) {
            seen.add(what + " " + code);
        }
    }

    private static FortClient client(FakeTransport transport) {
        return new FortClient(
                new Calls(transport, Settings.of(Map.of("FORT_ADDR", "http://localhost")), time -> {}, () -> "key"));
    }

    private void serves(long version) {
        calls.answering(
                200,
                Map.of(),
                "{\"path\":\"app/db\",\"mount\":\"secret\",\"version\":" + version
                        + ",\"state\":\"current\",\"type\":\"t\",\"created_at\":\"x\",\"value\":{\"v\":" + version
                        + "}}");
    }

    private void tells(String path, long version, long next) {
        polls.answering(
                200,
                Map.of(),
                "{\"items\":[{\"path\":\"" + path + "\",\"mount\":\"secret\",\"revision\":" + next
                        + ",\"current_version\":" + version + ",\"acceptable\":[],\"gone\":false}],\"next\":" + next
                        + ",\"more\":false}");
    }

    private String value(String path) {
        ReadSecret secret = secrets.get(path);
        String text = new String(secret.value().bytes(), StandardCharsets.UTF_8);
        secret.value().wipe();
        return text;
    }

    @Test
    void a_watched_secret_comes_from_memory_until_the_server_says_it_changed() {
        serves(1);
        assertThat(value("app/db")).isEqualTo("{\"v\":1}");
        assertThat(value("app/db")).as("a copy: wiping it leaves the cache").isEqualTo("{\"v\":1}");
        calls.answering(200, Map.of(), SELF);
        tells("app/db", 1, 10);
        secrets.step();
        assertThat(value("app/db")).isEqualTo("{\"v\":1}");
        tells("app/db", 2, 11);
        secrets.step();
        serves(2);
        assertThat(value("app/db")).isEqualTo("{\"v\":2}");
        assertThat(seen).containsExactly("loaded 1", "hit", "hit", "loaded 2");
        assertThat(polls.requests.getLast().target()).contains("after=10", "paths=app%2F");
    }

    @Test
    void what_is_cached_ends_at_its_age_and_what_is_not_watched_is_not_cached() {
        serves(1);
        value("app/db");
        now = now.plus(Duration.ofMinutes(5));
        serves(1);
        value("app/db");
        serves(1);
        value("other");
        serves(1);
        value("other");
        assertThat(seen).containsExactly("loaded 1", "loaded 1", "loaded 1", "loaded 1");
    }

    @Test
    void a_value_that_was_asked_for_before_a_change_is_not_kept_after_it() {
        SealedCache cache = new SealedCache(Duration.ofMinutes(5), new SecureRandom());
        serves(1);
        ReadSecret old = secrets.get("app/db");
        long asked = cache.generation();
        cache.current("app/db", 2);
        cache.put("app/db", old, now, asked);
        assertThat(cache.get("app/db", now)).isEmpty();
        cache.put("app/db", old, now, cache.generation());
        assertThat(cache.get("app/db", now)).isPresent();
        cache.clear();
        assertThat(cache.get("app/db", now)).isEmpty();
    }

    @Test
    void a_listener_hears_of_changes_and_one_that_fails_ends_nothing() {
        List<Long> versions = new ArrayList<>();
        secrets.onChange(change -> {
            throw new IllegalStateException("a bug");
        });
        secrets.onChange((Events.Changed change) -> versions.add(change.currentVersion()));
        calls.answering(200, Map.of(), SELF);
        tells("app/db", 3, 10);
        assertThat(secrets.step()).isZero();
        assertThat(versions).containsExactly(3L);
        assertThat(seen).containsExactly("listener IllegalStateException");
    }

    @Test
    void the_token_is_renewed_at_half_of_its_life() {
        calls.answering(200, Map.of(), SELF);
        tells("app/db", 1, 10);
        secrets.step();
        now = now.plusSeconds(1_799);
        tells("app/db", 1, 11);
        secrets.step();
        now = now.plusSeconds(1);
        calls.answering(200, Map.of(), "{\"accessor\":\"a\",\"ttl_seconds\":3600}");
        tells("app/db", 1, 12);
        secrets.step();
        assertThat(seen).containsExactly("renewed 3600");
    }

    @Test
    void a_watch_that_fails_comes_back_ever_later_and_the_cache_serves_meanwhile() {
        serves(1);
        value("app/db");
        calls.answering(200, Map.of(), SELF);
        Duration last = Duration.ZERO;
        for (int i = 0; i < 10; i++) {
            polls.answering(
                    500,
                    Map.of(),
                    "{\"type\":\"t\",\"title\":\"t\",\"status\":500,\"code\":\"internal\",\"request_id\":\"r\"}");
            last = secrets.step();
        }
        assertThat(last).isBetween(FortSecrets.PAUSE_MAX.dividedBy(2), FortSecrets.PAUSE_MAX);
        assertThat(value("app/db")).isEqualTo("{\"v\":1}");
        assertThat(seen).hasSize(12).contains("watch internal").endsWith("hit");
    }

    @Test
    void an_acknowledgement_names_the_consumer() {
        calls.answering(
                200,
                Map.of(),
                "{\"consumer\":\"payments\",\"principal\":\"p\",\"declared\":true,\"fetched_version\":0,"
                        + "\"acknowledged_version\":2}");
        secrets.acknowledge("app/db", 2);
        assertThat(calls.requests.getLast().target()).endsWith("/consumers/app/db:acknowledge");
        assertThat(new String(calls.requests.getLast().body(), StandardCharsets.UTF_8))
                .contains("\"consumer\":\"payments\"", "\"version\":2");
        calls.answering(
                404,
                Map.of(),
                "{\"type\":\"t\",\"title\":\"t\",\"status\":404,\"code\":\"not_found\"," + "\"request_id\":\"r\"}");
        assertThatThrownBy(() -> secrets.acknowledge("app/db", 9)).isInstanceOf(FortException.class);
    }
}
