package fort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class CommandTreeTest {
    /// Renewed with `-Dtest.arguments=-Dgoldens=renew`, as the OpenAPI file is.
    private static final Path GUIDE = Path.of("../docs/cli.md");

    @TempDir
    private Path home;

    @Test
    void every_command_is_described_and_shows_its_help() throws IOException {
        try (Played played = new Played(home)) {
            for (String command : commands()) {
                String[] arguments = (command + " --help").split(" ");

                assertThat(played.run(arguments)).as(command).isEqualTo(ExitCode.OK);
                assertThat(played.out).as(command).startsWith("Usage: fort " + command);
            }
        }
    }

    @Test
    void no_option_takes_a_secret() {
        List<String> suspicious = new ArrayList<>();
        leaves().forEach((name, command) -> {
            for (ArgSpec argument : command.getCommandSpec().args()) {
                String label = argument.paramLabel().toLowerCase(Locale.ROOT);
                String option = argument instanceof CommandLine.Model.OptionSpec named ? named.longestName() : label;
                boolean aSecretsName = option.matches(".*(password|passphrase|secret-id|token|share)(-file)?$");
                boolean takesText = argument.arity().max() > 0
                        && !argument.typeInfo().getType().equals(Path.class);
                if (aSecretsName && takesText) {
                    suspicious.add(name + " " + option);
                }
            }
        });

        assertThat(suspicious).isEmpty();
    }

    @Test
    void the_whole_tree_and_a_branch_agree() throws IOException {
        try (Played played = new Played(home)) {
            CommandTree tree = new CommandTree(surroundings(played));
            for (String command : commands()) {
                String[] arguments = command.split(" ");
                CommandLine found = tree.root(arguments);
                for (String name : arguments) {
                    found = Objects.requireNonNull(found.getSubcommands().get(name), command);
                }
                assertThat(found.getCommandSpec().qualifiedName()).isEqualTo("fort " + command);
            }
        }
    }

    @Test
    void the_guide_names_every_command() throws IOException {
        String reference = reference();
        String guide = Files.readString(GUIDE);
        int start = guide.indexOf("<!-- commands -->");
        if ("renew".equals(System.getProperty("goldens"))) {
            guide = guide.substring(0, start) + "<!-- commands -->\n" + reference;
            Files.writeString(GUIDE, guide);
        }

        assertThat(guide.substring(start)).isEqualTo("<!-- commands -->\n" + reference);
    }

    @Test
    void completion_is_written_for_three_shells() throws IOException {
        try (Played played = new Played(home)) {
            for (String shell : List.of("bash", "zsh", "fish")) {
                assertThat(played.run("completion", shell)).isEqualTo(ExitCode.OK);
                assertThat(played.out).contains("secret", "promote");
            }
            assertThat(played.run("completion", "cmd")).isEqualTo(ExitCode.USAGE);
        }
    }

    private String reference() {
        StringBuilder text = new StringBuilder();
        leaves().forEach((name, command) -> {
            CommandLine.Help help = new CommandLine.Help(
                    command.getCommandSpec(), CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
            text.append("\n### fort ")
                    .append(name)
                    .append("\n\n")
                    .append(help.description().strip())
                    .append("\n\n```\n");
            text.append(help.parameterList()).append(help.optionList()).append("```\n");
        });
        return text.toString().replaceAll("(?m)[ \t]+$", "");
    }

    private List<String> commands() {
        return List.copyOf(leaves().keySet());
    }

    private Map<String, CommandLine> leaves() {
        try (Played played = new Played(home)) {
            Map<String, CommandLine> leaves = new TreeMap<>();
            for (Map.Entry<String, CommandLine> top : new CommandTree(surroundings(played))
                    .whole()
                    .getSubcommands()
                    .entrySet()) {
                if (top.getValue().getSubcommands().isEmpty()) {
                    leaves.put(top.getKey(), top.getValue());
                }
                top.getValue().getSubcommands().forEach((name, leaf) -> leaves.put(top.getKey() + " " + name, leaf));
            }
            return leaves;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Surroundings surroundings(Played played) {
        return new Surroundings(
                played.variables,
                home,
                System.in,
                System.out,
                System.err,
                new ProcessTerminal(),
                java.time.InstantSource.system(),
                time -> {});
    }
}
