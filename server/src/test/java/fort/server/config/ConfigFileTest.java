package fort.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.EnvironmentName;
import fort.domain.TypePolicies;
import fort.domain.TypePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final String LISTENER = "folder = \"data\"\n[[listener]]\nport = 8200\n";
    private static final String TWO = LISTENER + "[[environment]]\nname = \"development\"\n";

    @TempDir
    Path base;

    @Test
    void accepts_its_own_template() {
        ConfigFile.Checked checked = ConfigFile.check(ConfigTemplate.text(), base);
        assertThat(checked.problems()).isEmpty();
        ServerConfig config = checked.config().orElseThrow();
        assertThat(config.served())
                .extracting(EnvironmentName::value)
                .containsExactly("development", "staging", "production");
        assertThat(config.environments().getFirst().folder()).isEqualTo(base.resolve("data/development"));
        assertThat(config.listeners().getFirst().transport())
                .isEqualTo(new ServerConfig.Transport.LocalAuthority(false));
    }

    @Test
    void names_an_unknown_key_its_line_and_the_nearest_known_one() {
        assertThat(messages(TWO + "[limits]\nbody_byte = 5"))
                .containsExactly("line 7: unknown key `body_byte` in [limits]; did you mean `body_bytes`?");
    }

    @Test
    void channels_are_checked_like_everything_else() {
        String channels = """
                [[channel]]
                name = "oncall"
                kind = "pagerduty"
                key_file = "key"
                kinds = ["rotation_*"]
                severity = "warning"
                [[channel]]
                name = "mail"
                kind = "smtp"
                host = "smtp.example"
                from = "fort@example.org"
                to = ["a@example.org"]
                second_to = "oncall"
                after_minutes = 5
                """;
        assertThat(ConfigFile.check(TWO + channels, base).config().orElseThrow().channels())
                .extracting(ServerConfig.Channel::name)
                .containsExactly("oncall", "mail");
        assertThat(messages(TWO + "[[channel]]\nname = \"a\"\nkind = \"smtp\"\nhost = \"smtp.example\"\n"
                        + "transport = \"none\"\nfrom = \"f@x\"\ntemplate = \"{value}\"\nsecond_to = \"b\"\ntoo = 1"))
                .hasSize(5)
                .anyMatch(message -> message.contains("`template` has no place value"))
                .anyMatch(message -> message.contains("loopback"))
                .anyMatch(message -> message.contains("`second_to`"))
                .anyMatch(message -> message.contains("did you mean `to`"));
    }

    @Test
    void reports_all_problems_at_once() {
        assertThat(messages("folder = 3\nnode = \"a b\"\n[[listener]]\nport = 99999\n[[environment]]\nname = \"Dev\""))
                .hasSize(4);
    }

    @Test
    @Tag("R2.1")
    @Tag("R9.1")
    void a_type_keeps_what_its_table_does_not_say() {
        ServerConfig config = ConfigFile.check(TWO + """
                                [[type]]
                                name = "password"
                                maximum_age_days = 60
                                [[type.field]]
                                name = "password"
                                length_min = 20
                                [[type]]
                                name = "licence"
                                """, base).config().orElseThrow();
        TypePolicies types = TypePolicies.with(config.types());
        TypePolicy before = TypePolicies.builtIn().orDefault("password").policy();
        TypePolicy after = types.orDefault("password").policy();
        assertThat(after.maximumAgeSeconds()).isEqualTo(60 * 86_400L);
        assertThat(after.graceSeconds()).isEqualTo(before.graceSeconds());
        assertThat(after.rule("password").lengthMin()).isEqualTo(20);
        assertThat(after.rule("password").classes())
                .isEqualTo(before.rule("password").classes());
        assertThat(types.find("licence").orElseThrow().policy())
                .isEqualTo(TypePolicies.builtIn().defaultType().policy());
    }

    @Test
    void refuses_a_type_without_an_end_or_with_a_rule_that_nothing_meets() {
        assertThat(messages(TWO + "[[type]]\nname = \"x\"\nmaximum_age_days = 0"))
                .anyMatch(m -> m.contains("maximum age"));
        assertThat(messages(TWO + "[[type]]\nname = \"x\"\n[[type.field]]\nname = \"y\"\nclasses = [\"runes\"]"))
                .anyMatch(m -> m.contains("lower, upper, digit and symbol"));
    }

    @Test
    void refuses_plain_http_beyond_loopback() {
        String text =
                "folder = \"d\"\n[[listener]]\naddress = \"0.0.0.0\"\ninsecure_http = true\n[[environment]]\nname = \"dev\"";
        assertThat(messages(text)).containsExactly("line 4: `insecure_http` is allowed on a loopback address only");
    }

    @Test
    @Tag("R1.5")
    void refuses_two_environments_in_one_folder() {
        assertThat(messages(TWO + "[[environment]]\nname = \"production\"\nfolder = \"development\""))
                .anyMatch(m -> m.contains("share the folder"));
    }

    @Test
    @Tag("R1.5")
    void refuses_two_folders_that_a_link_makes_one() throws IOException {
        Files.createDirectories(base.resolve("data/development"));
        Files.createSymbolicLink(base.resolve("data/production"), base.resolve("data/development"));
        assertThat(messages(TWO + "[[environment]]\nname = \"production\""))
                .anyMatch(m -> m.contains("share the folder"));
    }

    @Test
    @Tag("R1.5")
    void refuses_a_folder_inside_another_environments() {
        assertThat(messages(TWO + "[[environment]]\nname = \"production\"\nfolder = \"development/inner\""))
                .anyMatch(m -> m.contains("lies in, or holds"));
    }

    @Test
    @Tag("R1.5")
    void refuses_one_key_file_for_two_environments() throws IOException {
        Files.createDirectory(base.resolve("keys"));
        Files.createFile(base.resolve("keys/development.key"));
        Files.createSymbolicLink(base.resolve("keys/production.key"), base.resolve("keys/development.key"));
        String seal = "[environment.seal]\nkey_folder = \"" + base.resolve("keys") + "\"\n";
        assertThat(messages(TWO + seal + "[[environment]]\nname = \"production\"\n" + seal))
                .anyMatch(m -> m.contains("share the key file"));
    }

    @Test
    @Tag("R1.5")
    void refuses_one_database_however_it_is_spelled() {
        String text =
                TWO + store("jdbc:postgresql://localhost:5432/fort", "one") + "[[environment]]\nname = \"production\"\n"
                        + store("jdbc:postgresql://LOCALHOST/fort?ssl=true", "two");
        assertThat(messages(text)).anyMatch(m -> m.contains("share the database"));
    }

    @Test
    void refuses_a_listener_of_an_environment_that_is_not_declared() {
        assertThat(messages("folder = \"d\"\n[[listener]]\nenvironment = \"nowhere\"\n[[environment]]\nname = \"dev\""))
                .containsExactly("line 3: `environment` names `nowhere`, which is not declared as an [[environment]]");
    }

    @Test
    @Tag("attack-19")
    void refuses_look_alike_and_reserved_environment_names() {
        for (String name : List.of("Prod", "prod ", "pr\u043ed", "root", "system", "prod.", "")) {
            assertThat(messages(LISTENER + "[[environment]]\nname = \"" + name + "\""))
                    .as(name)
                    .isNotEmpty();
        }
    }

    private static String store(String url, String user) {
        return "[environment.store]\nkind = \"postgresql\"\nurl = \"" + url + "\"\nuser = \"" + user + "\"\n";
    }

    private List<String> messages(String text) {
        return ConfigFile.check(text, base).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
