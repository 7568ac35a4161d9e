package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rotation as a client sees it, on a whole server with its own worker: what is asked for happens by itself soon.
class RotationOverHttpTest {
    private static final String DB = "/secrets/app/db";

    @TempDir
    Path folder;

    private static String call(RunningFort fort, String method, String path, String body) {
        var answer = fort.as("development", method, path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
        assertThat(found.find()).as(name + " in " + json).isTrue();
        return found.group(1);
    }

    private static void within(int seconds, BooleanSupplier wanted) {
        for (int i = 0; i < seconds * 20 && !wanted.getAsBoolean(); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(wanted.getAsBoolean()).isTrue();
    }

    private static long version(RunningFort fort) {
        return Long.parseLong(member(call(fort, "GET", "/rotations/app/db", ""), "current_version"));
    }

    @Test
    @Tag("R2.3")
    @Tag("R2.6")
    @Tag("R4.5")
    void a_secret_rotates_on_demand_and_in_an_emergency_and_the_record_and_the_metrics_tell() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            call(fort, "PUT", DB, "{\"value\":{\"password\":\"Leaked-Horse-7\"}}");
            call(fort, "PUT", "/rotations/app/db", "{\"rotator\":\"random\",\"grace_seconds\":3600}");
            assertThat(call(fort, "GET", "/rotations", "")).contains("app/db");
            call(fort, "POST", "/rotations/app/db:now", "");
            within(20, () -> version(fort) == 2);
            assertThat(call(fort, "GET", DB, "")).doesNotContain("Leaked-Horse-7");

            String holders = call(fort, "POST", "/emergencies:whose", "{\"value\":\"Leaked-Horse-7\"}");
            assertThat(holders).contains("app/db").contains("grace");

            String choice = "{\"paths\":[\"app/db\"]}";
            String hash = member(call(fort, "POST", "/emergencies:preview", choice), "confirmation");
            String begun = call(
                    fort,
                    "POST",
                    "/emergencies",
                    "{\"choice\":" + choice + ",\"confirmation\":\"" + hash + "\",\"reason\":\"seen in a log\"}");
            String id = member(begun, "id");
            within(20, () -> call(fort, "GET", "/emergencies/" + id, "").contains("\"closed_at\""));
            assertThat(member(call(fort, "GET", "/emergencies/" + id, ""), "done"))
                    .isEqualTo("1");
            assertThat(version(fort)).isEqualTo(3);

            assertThat(call(fort, "GET", "/rotation-history/app/db", "")).contains("rotation.promote");
            assertThat(call(fort, "GET", "/rotation-explanations/app/db", "")).contains("random");
            assertThat(fort.call("GET", "/metrics", "").body())
                    .contains("fort_rotations_total{environment=\"development\",outcome=\"promoted\"} 2")
                    .doesNotContain("app/db");
        }
    }
}
