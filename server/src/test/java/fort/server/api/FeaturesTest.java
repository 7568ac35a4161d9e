package fort.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import fort.server.RunningFort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What takes several calls: promotion, sealed bundles, and people and programs in a fresh environment.
class FeaturesTest {
    private static final String VALUE = "{\"value\":{\"password\":\"Correct-Horse-7-Battery\"}}";

    @TempDir
    Path folder;

    private static RunningFort.Answer done(RunningFort.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 204);
        return answer;
    }

    private static String member(RunningFort.Answer answer, String name) {
        return Pattern.compile("\"" + name + "\":\"([^\"]*)\"")
                .matcher(done(answer).body())
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    /// A second principal of production: whoever created a promotion cannot approve it.
    private static String operator(RunningFort fort) {
        done(fort.as(
                "production",
                "PUT",
                "/policies/operator",
                "{\"text\":\"path \\\"sys/*\\\" {capabilities="
                        + "[\\\"create\\\",\\\"read\\\",\\\"update\\\",\\\"list\\\",\\\"sudo\\\"]}\"}"));
        done(fort.as(
                "production",
                "PUT",
                "/users/olga",
                "{\"password\":\"Correct-Horse-7-Battery\"," + "\"policies\":[\"operator\"]}"));
        return member(
                fort.call(
                        "POST",
                        "/api/v1/login/userpass",
                        "{\"username\":\"olga\",\"password\":\"Correct-Horse-7-Battery\"}",
                        "Fort-Environment",
                        "production"),
                "token");
    }

    @Test
    @Tag("R1.3")
    void promotes_what_is_mapped_offered_and_approved_and_nothing_before() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "production")) {
            done(fort.as("development", "PUT", "/secrets/app/db", VALUE));
            done(fort.as("development", "PUT", "/secrets/app/forgotten", VALUE));
            String body = "{\"source\":\"development\",\"prefix\":\"app\",\"reason\":\"release\",\"mappings\":"
                    + "[{\"from\":\"app/db\",\"skip\":false}%s]}";
            String partial = member(fort.as("production", "POST", "/promotions", body.formatted("")), "id");
            done(fort.as("development", "POST", "/promotions/" + partial + ":offer", "{\"target\":\"production\"}"));
            assertThat(fort.as("production", "GET", "/promotions/" + partial + "/diff", "")
                            .body())
                    .contains("forgotten", "is not mapped");

            String rest = ",{\"from\":\"app/forgotten\",\"skip\":true}";
            String id = member(fort.as("production", "POST", "/promotions", body.formatted(rest)), "id");
            String hash = member(fort.as("production", "GET", "/promotions/" + id, ""), "mapping_hash");
            String approval = "{\"mapping_hash\":\"" + hash + "\"}";
            done(fort.as("development", "POST", "/promotions/" + id + ":offer", "{\"target\":\"production\"}"));
            assertThat(fort.as("production", "POST", "/promotions/" + id + ":apply", "")
                            .status())
                    .isEqualTo(400);
            assertThat(fort.as("production", "POST", "/promotions/" + id + ":approve", approval)
                            .status())
                    .isEqualTo(403);
            done(fort.call("POST", "/api/v1/promotions/" + id + ":approve", approval, "Fort-Token", operator(fort)));
            assertThat(fort.as("production", "GET", "/secrets/app/db", "").status())
                    .isEqualTo(404);
            assertThat(member(fort.as("production", "POST", "/promotions/" + id + ":apply", ""), "state"))
                    .isEqualTo("applied");
            assertThat(fort.as("production", "GET", "/secrets/app/db", "").body())
                    .contains("Correct-Horse");
            assertThat(fort.as("production", "GET", "/secrets/app/forgotten", "")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void an_offer_is_for_a_promotion_out_of_the_callers_environment() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "staging", "production")) {
            String body = "{\"source\":\"development\",\"reason\":\"release\",\"mappings\":"
                    + "[{\"from\":\"app/db\",\"skip\":false}]}";
            String id = member(fort.as("production", "POST", "/promotions", body), "id");
            assertThat(fort.as("staging", "POST", "/promotions/" + id + ":offer", "{\"target\":\"production\"}")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void moves_secrets_in_a_bundle_that_only_its_passphrase_opens() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "production")) {
            done(fort.as("development", "PUT", "/secrets/app/db", VALUE));
            String bundle = done(fort.as(
                            "development",
                            "POST",
                            "/secrets:export",
                            "{\"prefix\":\"app\",\"passphrase\":\"six words that nobody else knows\"}"))
                    .body();
            assertThat(bundle).contains("fort-bundle-1").doesNotContain("Correct-Horse");
            String body = "{\"prefix\":\"copy\",\"overwrite\":false,\"dry_run\":%s,\"bundle\":" + bundle
                    + ",\"passphrase\":\"%s\"}";
            String path = "/secrets:import-bundle";
            assertThat(fort.as("production", "POST", path, body.formatted("false", "six other words"))
                            .status())
                    .isEqualTo(400);
            String right = "six words that nobody else knows";
            done(fort.as("production", "POST", path, body.formatted("true", right)));
            assertThat(fort.as("production", "GET", "/secrets/copy/db", "").status())
                    .isEqualTo(404);
            assertThat(done(fort.as("production", "POST", path, body.formatted("false", right)))
                            .body())
                    .contains("\"created\":[\"copy/db\"]");
            assertThat(fort.as("production", "GET", "/secrets/copy/db", "").body())
                    .contains("Correct-Horse");
        }
    }

    @Test
    void a_fresh_environment_takes_users_and_programs_at_once() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "production")) {
            assertThat(operator(fort)).startsWith("hvs.production_");
            done(fort.as("production", "PUT", "/app-roles/worker", "{\"policies\":[\"operator\"]}"));
            assertThat(fort.as("production", "GET", "/app-roles/worker", "").body())
                    .contains("\"role_id\"");
            assertThat(fort.as("production", "GET", "/audit/records?operation=auth_mount.enable", "")
                            .body())
                    .contains("userpass", "approle");
        }
    }

    @Test
    void says_which_version_it_deleted_and_why_something_is_allowed() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            done(fort.as("development", "PUT", "/secrets/app/db", VALUE));
            assertThat(fort.as("development", "DELETE", "/secrets/app/db", "").body())
                    .contains("\"versions\":[1]");
            assertThat(fort.as(
                                    "development",
                                    "POST",
                                    "/access:explain",
                                    "{\"path\":\"secret/data/x\",\"capability\":\"read\"}")
                            .body())
                    .contains("policy root grants everything");
            assertThat(fort.as("development", "GET", "/tokens", "").status()).isEqualTo(200);
        }
    }
}
