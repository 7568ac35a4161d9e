package fort.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The real `bao` as a client of Fort, with a home of its own.
final class BaoProgram {
    private final Path program;
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> steps = new ArrayList<>();

    BaoProgram(Path program, Path folder, String address, String token) {
        this.program = program;
        this.folder = folder;
        environment.put("HOME", folder.toString());
        environment.put("BAO_ADDR", address);
        environment.put("VAULT_ADDR", address);
        environment.put("BAO_TOKEN", token);
        environment.put("VAULT_TOKEN", token);
    }

    /// The same program as somebody else.
    BaoProgram as(String token) {
        return new BaoProgram(program, folder, String.valueOf(environment.get("BAO_ADDR")), token);
    }

    /// Runs, and expects success.
    String ok(String... arguments) {
        Program.Ran ran = run(arguments);
        assertThat(ran.exit())
                .as(String.join(" ", arguments) + "\n" + ran.output())
                .isZero();
        steps.add("bao " + shown(arguments));
        return ran.output();
    }

    /// Runs, and expects this exit code.
    String fails(int exit, String... arguments) {
        Program.Ran ran = run(arguments);
        assertThat(ran.exit())
                .as(String.join(" ", arguments) + "\n" + ran.output())
                .isEqualTo(exit);
        steps.add("bao " + shown(arguments) + " (refused, exit " + exit + ")");
        return ran.output();
    }

    private Program.Ran run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return Program.run(folder, environment, command);
    }

    /// Without tokens, passwords and shares.
    private static String shown(String... arguments) {
        List<String> parts = new ArrayList<>();
        for (String argument : arguments) {
            parts.add(argument.replaceAll("(hvs\\..*|=.{30,}|password=.*|[0-9a-f]{60,})", "…"));
        }
        return String.join(" ", parts);
    }

    List<String> steps() {
        return steps;
    }
}
