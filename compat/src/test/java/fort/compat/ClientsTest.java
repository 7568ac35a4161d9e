package fort.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fort.testkit.Evidence;
import fort.testkit.Parts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Clients that were written for Vault, unmodified, against Fort: each logs in, writes, reads, lists, renews and is
/// refused where it should be.
@Tag("R10.5")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientsTest {
    private final Map<String, List<String>> steps = new TreeMap<>();
    private Path folder;
    private World world;

    @BeforeAll
    void furnishes_a_fort(@TempDir Path place) {
        folder = place;
        world = new World(place);
    }

    @AfterAll
    void says_what_was_done() {
        world.close();
        StringBuilder text = new StringBuilder("Clients of Vault against Fort, unmodified: "
                + String.join(", ", steps.keySet()) + "; "
                + steps.values().stream().mapToInt(List::size).sum() + " steps.\n");
        steps.forEach((client, done) -> {
            text.append('\n').append(client).append('\n');
            done.forEach(step -> text.append("  ").append(step).append('\n'));
        });
        Evidence.write("clients", text.toString());
    }

    @Test
    void the_bao_command_line() throws IOException {
        Optional<Path> program = Parts.ofThisProject().bao();
        assumeThat(program).as("the real OpenBao").isPresent();
        BaoProgram bao = new BaoProgram(program.orElseThrow(), folder, world.address(), world.root());
        CommandLineScript.secrets(bao);
        CommandLineScript.identities(bao, folder);
        CommandLineScript.wrapping(bao);
        CommandLineScript.mounts(bao);
        steps.put("bao (command line)", bao.steps());
    }

    @Test
    void the_bao_command_line_initialises_unseals_and_seals() {
        Optional<Path> program = Parts.ofThisProject().bao();
        assumeThat(program).as("the real OpenBao").isPresent();
        try (FortServer fresh = FortServer.start(folder.resolve("fresh"))) {
            BaoProgram bao = new BaoProgram(program.orElseThrow(), folder, fresh.address(), "none-yet");
            steps.put("bao operator", CommandLineScript.seal(bao));
        }
    }

    @Test
    void a_bao_agent_logs_in_by_approle_and_renders_a_template() throws IOException {
        Optional<Path> program = Parts.ofThisProject().bao();
        assumeThat(program).as("the real OpenBao").isPresent();
        world.play("POST", "secret/data/agent/app", "{\"data\":{\"password\":\"rendered-by-the-agent\"}}");
        Path home = Files.createDirectories(folder.resolve("agent"));
        Files.writeString(home.resolve("role"), world.roleId());
        Files.writeString(home.resolve("secret"), world.newSecretId());
        Files.writeString(home.resolve("app.ctmpl"), """
                {{ with secret "secret/data/agent/app" }}password={{ .Data.data.password }}{{ end }}
                """);
        Files.writeString(home.resolve("agent.hcl"), """
                exit_after_auth = true
                vault { address = "%s" }
                auto_auth {
                  method "approle" {
                    config = {
                      role_id_file_path = "role"
                      secret_id_file_path = "secret"
                      remove_secret_id_file_after_reading = false
                    }
                  }
                  sink "file" { config = { path = "token" } }
                }
                template {
                  source = "app.ctmpl"
                  destination = "app.conf"
                }
                """.formatted(world.address()));
        Program.Ran ran = Program.run(
                home,
                Map.of("HOME", home.toString()),
                List.of(program.orElseThrow().toString(), "agent", "-config=agent.hcl"));
        assertThat(home.resolve("app.conf")).as(ran.output()).exists();
        assertThat(Files.readString(home.resolve("app.conf")).strip()).isEqualTo("password=rendered-by-the-agent");
        assertThat(Files.readString(home.resolve("token"))).startsWith("hvs.development_");
        steps.put("bao agent", List.of("auto-auth by approle", "token to a sink", "template rendered"));
    }

    @Test
    void hvac_for_python() throws IOException {
        Optional<Path> python = Parts.ofThisProject().pythonWithHvac();
        assumeThat(python).as("Python with hvac").isPresent();
        Program.Ran ran = Program.run(
                folder,
                Map.of(),
                List.of(
                        python.orElseThrow().toString(),
                        script("hvac_client.py").toString(),
                        world.address(),
                        world.roleId(),
                        world.newSecretId(),
                        world.root()));
        assertThat(ran.exit()).as(ran.output()).isZero();
        steps.put("hvac 2.4.0", ran.output().lines().toList());
    }

    @Test
    void node_vault_for_node_js() throws IOException {
        Optional<Path> modules = Parts.ofThisProject().nodeVault();
        Optional<Path> node = Parts.ofThisProject().inPath("node");
        assumeThat(modules).as("node-vault").isPresent();
        assumeThat(node).as("Node.js").isPresent();
        Path place = Files.createDirectories(modules.orElseThrow());
        Program.Ran ran = Program.run(
                folder,
                Map.of("NODE_PATH", place.resolve("node_modules").toString()),
                List.of(
                        node.orElseThrow().toString(),
                        script("node_client.js").toString(),
                        world.address(),
                        world.roleId(),
                        world.newSecretId()));
        assertThat(ran.exit()).as(ran.output()).isZero();
        steps.put("node-vault 0.12.0", ran.output().lines().toList());
    }

    private Path script(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(ClientsTest.class.getResourceAsStream(name))) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    @Test
    void spring_vault_for_java() {
        steps.put("spring-vault-core 4.0.3", SpringClient.use(world));
    }

    @Test
    void vault_java_driver() throws Exception {
        steps.put("vault-java-driver 6.2.1", DriverClient.use(world));
    }
}
