package fort.gate;

import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.askOf;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.json;
import static fort.gate.TestFort.path;
import static fort.gate.TestFort.refusal;
import static fort.gate.TestFort.text;
import static org.assertj.core.api.Assertions.assertThat;

import fort.access.Parameters;
import fort.audit.Witnesses;
import fort.crypto.KeyFileSeal;
import fort.crypto.PasswordHash;
import fort.domain.Fault;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.domain.TypePolicies;
import fort.identity.Credential;
import fort.store.Store;
import fort.store.Stores;
import fort.testkit.Evidence;
import fort.testkit.SeededRandom;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three forts over one real PostgreSQL, with connections that are cut and nodes that go and come.
@Tag("R10.1")
class NodesOnPostgresTest {
    private static final int NODES = 3;
    private static final String PASSWORD = "postgres";

    private final Random random = new Random(4);
    private final List<Fort> nodes = new ArrayList<>();
    private EmbeddedPostgres server;
    private byte[] rootToken = {};

    @TempDir
    private Path keys;

    @BeforeEach
    void open() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
        nodes.add(node(0));
        rootToken = done(nodes.getFirst()
                        .gate()
                        .perform(
                                new Request(
                                        "r",
                                        PRODUCTION,
                                        Credential.NONE,
                                        "127.0.0.1",
                                        "test",
                                        "sys/init",
                                        Parameters.NONE,
                                        0),
                                new SealOperation.Initialise(1, 1)))
                .rootToken()
                .reveal(Reveal.granted())
                .clone();
        for (int i = 1; i < NODES; i++) {
            nodes.add(node(i));
        }
    }

    @AfterEach
    void close() throws IOException {
        nodes.forEach(Fort::close);
        server.close();
    }

    private Fort node(int number) {
        try (SecretValue password = SecretValue.owning(PASSWORD.getBytes(StandardCharsets.UTF_8))) {
            Store store = Stores.postgres(
                    "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres", password);
            return Fort.open(
                    List.of(new EnvironmentSettings(
                            PRODUCTION,
                            store,
                            new KeyFileSeal(keys),
                            TypePolicies.builtIn(),
                            Witnesses.NONE,
                            Optional.empty(),
                            10_000)),
                    PRODUCTION,
                    new Surroundings(
                            InstantSource.system(),
                            new SeededRandom(number + 100),
                            "node-" + number,
                            new PasswordHash.Cost(64, 1, 1)));
        }
    }

    @Test
    @Tag("attack-34")
    void a_token_revoked_on_one_node_is_refused_on_every_other_at_once() {
        Fort first = nodes.getFirst();
        write(first, "app/db", 1);
        done(askOf(
                first,
                rootToken,
                new PolicyOperation.WritePolicy("readers", "path \"secret/data/*\" { capabilities = [\"read\"] }")));
        byte[] token = Objects.requireNonNull(done(askOf(
                                first,
                                rootToken,
                                new TokenOperation.CreateToken(new TokenOperation.TokenSpec(
                                        null,
                                        List.of("readers"),
                                        Map.of(),
                                        null,
                                        0,
                                        0,
                                        0,
                                        0,
                                        null,
                                        false,
                                        false,
                                        null,
                                        null))))
                        .clientToken())
                .reveal(Reveal.granted())
                .clone();
        SecretOperation.Read read = new SecretOperation.Read("secret", path("app/db"), 0);
        for (Fort node : nodes) {
            assertThat(askOf(node, token, read)).isInstanceOf(Outcome.Done.class);
        }
        done(askOf(first, rootToken, new TokenOperation.RevokeToken(SecretValue.copyOf(token))));
        for (Fort node : nodes) {
            assertThat(refusal(askOf(node, token, read)).reason()).isEqualTo(Refusal.Reason.UNAUTHENTICATED);
        }
    }

    @Test
    @Tag("attack-89")
    void pairs_of_writes_and_reads_on_any_nodes_are_never_stale() throws Exception {
        pairs(110, "few");
    }

    @Test
    @Tag("slow")
    @Tag("attack-89")
    void many_pairs_of_writes_and_reads_on_any_nodes_are_never_stale() throws Exception {
        pairs(Integer.getInteger("fort.pairs", 5_000), "many");
    }

    /// One pair at a time; half of the nodes' caches hold the row. Every hundredth time all connections are
    /// cut, or a
    /// node goes and another comes. A write whose node reports a fault may have been applied or not; a read
    /// then says
    /// which, and it stays so.
    private void pairs(int count, String name) throws Exception {
        int stale = 0;
        int unknown = 0;
        int again = 0;
        for (int i = 1; i <= count; i++) {
            if (i % 100 == 50) {
                cutAll();
            } else if (i % 100 == 0) {
                int gone = random.nextInt(NODES);
                nodes.get(gone).close();
                nodes.set(gone, node(i));
            }
            String path = "app/" + random.nextInt(5);
            boolean acknowledged = true;
            try {
                write(any(), path, i);
            } catch (Fault fault) {
                acknowledged = false;
                unknown++;
            }
            String expected = acknowledged ? value(i) : null;
            for (int k = 0; k < 2; k++) {
                String found = null;
                while (found == null) {
                    try {
                        found = read(any(), path);
                    } catch (Fault fault) {
                        again++;
                    }
                }
                expected = expected == null ? found : expected;
                stale += found.equals(expected) ? 0 : 1;
            }
        }
        Interior interior = Objects.requireNonNull(
                Objects.requireNonNull(nodes.getFirst().chamber(PRODUCTION)).interior());
        List<String> findings = interior.log().verify(n -> {}).findings();
        Evidence.write(
                "nodes-" + name,
                count + " pairs of one write and two reads on " + NODES + " nodes: " + stale + " stale, " + unknown
                        + " writes reported as faults, " + again + " reads asked again, log of "
                        + interior.log().size() + " records, " + findings.size() + " findings");
        assertThat(stale).isZero();
        assertThat(findings).isEmpty();
    }

    private void cutAll() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'fort%'"
                            + " AND random() < 0.7");
        }
    }

    private Fort any() {
        return nodes.get(random.nextInt(NODES));
    }

    private static String value(int number) {
        return "{\"n\":" + number + "}";
    }

    private void write(Fort fort, String path, int number) {
        done(askOf(fort, rootToken, new SecretOperation.Write("secret", path(path), json(value(number)), null, null)));
    }

    private String read(Fort fort, String path) {
        return text(done(askOf(fort, rootToken, new SecretOperation.Read("secret", path(path), 0)))
                .value());
    }
}
