package fort.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.AutoComplete;
import picocli.CommandLine;

/// Completion scripts of the three usual shells. Bash's is picocli's own, which zsh can load; fish gets one
/// line for each command.
final class CompletionScript {
    private CompletionScript() {}

    static String of(String shell, CommandLine root) {
        return switch (shell) {
            case "bash" -> AutoComplete.bash("fort", root);
            case "zsh" ->
                "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
                        + AutoComplete.bash("fort", root);
            case "fish" -> fish(root);
            default -> throw new Misuse("the shell is bash, zsh or fish");
        };
    }

    private static String fish(CommandLine root) {
        List<String> lines = new ArrayList<>();
        lines.add("complete -c fort -f");
        for (Map.Entry<String, CommandLine> family : new TreeMap<>(root.getSubcommands()).entrySet()) {
            lines.add("complete -c fort -n __fish_use_subcommand -a " + family.getKey() + " -d '"
                    + description(family.getValue()) + "'");
            for (Map.Entry<String, CommandLine> command :
                    new TreeMap<>(family.getValue().getSubcommands()).entrySet()) {
                lines.add("complete -c fort -n '__fish_seen_subcommand_from " + family.getKey() + "' -a "
                        + command.getKey() + " -d '" + description(command.getValue()) + "'");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String description(CommandLine command) {
        String[] lines = command.getCommandSpec().usageMessage().description();
        return lines.length == 0 ? "" : lines[0].replace("'", "\\'");
    }
}
