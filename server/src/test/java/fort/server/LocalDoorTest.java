package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("attack-9")
class LocalDoorTest {
    @TempDir
    Path folder;

    @Test
    void gives_whoever_holds_the_key_file_a_token_for_one_hour_in_that_environment_only() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "production")) {
            var who = fort.as("development", "GET", "/whoami", "");
            assertThat(who.body()).contains("\"environment\":\"development\"", "\"policies\":[\"root\"]");
            long ttl = Long.parseLong(who.body().replaceAll(".*\"ttl_seconds\":(\\d+).*", "$1"));
            assertThat(ttl).isBetween(3500L, 3600L);
        }
    }

    @Test
    void leaves_no_other_root_token_behind() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            String accessors = fort.as("development", "GET", "/tokens", "").body();
            assertThat(accessors.split("\",\"", -1)).as(accessors).hasSize(1);
        }
    }

    @Test
    void records_that_a_local_operator_took_one() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            assertThat(fort.as("development", "GET", "/audit/records?operation=seal.local_administrator", "")
                            .body())
                    .contains("system/local-operator");
        }
    }

    @Test
    void refuses_a_wrong_proof_and_an_old_one() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            assertThat(talk(fort, "administrator development", "answer " + "00".repeat(32))
                            .getLast())
                    .startsWith("refused");
            assertThat(talk(fort, "administrator development", "answer zz").getLast())
                    .startsWith("refused");
            assertThat(talk(fort, "answer " + "00".repeat(32)).getLast()).startsWith("refused");
            assertThat(fort.as("development", "GET", "/audit/records?operation=seal.local_administrator", "")
                            .body())
                    .contains("\"result\":\"refused\"", "login_failed");
            assertThat(fort.as("development", "GET", "/alerts", "").body()).contains("local_proof");
            assertThat(talk(fort, "administrator nowhere").getLast()).startsWith("refused");
            assertThat(talk(fort, "administrator ../x").getLast()).startsWith("refused");
        }
    }

    @Test
    void can_be_reached_by_its_owner_only_and_not_by_http() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            Path data = fort.config().folder();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            assertThat(Files.exists(data.resolve(LocalDoor.SOCKET))).isTrue();
            for (String path :
                    List.of("/seal:administrator", "/seal/local-administrator", "/seal.local_administrator")) {
                assertThat(fort.call("POST", "/api/v1" + path, "{}").status())
                        .as(path)
                        .isIn(403, 404, 405);
            }
        }
    }

    @Test
    void opens_the_same_fort_again_with_what_was_in_it() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            assertThat(fort.as("development", "PUT", "/secrets/kept", "{\"value\":{\"a\":\"b\"}}")
                            .status())
                    .isEqualTo(200);
        }
        try (RunningFort again = RunningFort.start(folder, "", "development")) {
            assertThat(again.as("development", "GET", "/secrets/kept", "").body())
                    .contains("{\"a\":\"b\"}");
        }
    }

    private static List<String> talk(RunningFort fort, String... lines) throws IOException {
        var address = UnixDomainSocketAddress.of(fort.config().folder().resolve(LocalDoor.SOCKET));
        try (SocketChannel channel = SocketChannel.open(address)) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
            OutputStream out = Channels.newOutputStream(channel);
            List<String> answers = new java.util.ArrayList<>();
            for (String line : lines) {
                LocalDoor.write(out, line);
                answers.add(Objects.requireNonNull(LocalDoor.line(in)));
            }
            return answers;
        }
    }
}
