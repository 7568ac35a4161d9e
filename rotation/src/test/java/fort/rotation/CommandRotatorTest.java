package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import fort.rotation.command.CommandRotator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CommandRotatorTest extends RotatorContract {
    private static final int NOBODY = 65_534;
    private static final CommandCounterpart PROGRAMS = new CommandCounterpart();

    CommandRotatorTest() {
        super(new CommandRotator(PROGRAMS.programs(), NOBODY));
    }

    @Override
    Optional<Counterpart> target() {
        return Files.isExecutable(java.nio.file.Path.of("/usr/bin/python3")) ? Optional.of(PROGRAMS) : Optional.empty();
    }

    @Test
    void it_sees_no_value_in_its_arguments_or_surroundings_and_runs_as_somebody_else() throws IOException {
        PROGRAMS.program("look", """
                #!/bin/sh
                { tr '\\0' '\\n' < /proc/$$/cmdline; echo; env; id -u; pwd; grep NoNewPrivs /proc/$$/status; } > %s/seen
                echo '{}'
                """.formatted(PROGRAMS.data()), "rwxr-xr-x");
        Round round = with("look").create().apply();
        String seen = Files.readString(PROGRAMS.data().resolve("seen"));
        assertThat(seen).contains("PATH=/usr/bin:/bin").doesNotContain("HOME=", "JAVA_HOME");
        if (System.getProperty("user.name").equals("root")) {
            assertThat(seen).contains("\n" + NOBODY + "\n", "NoNewPrivs:\t1");
        }
        assertThat(Round.secretTexts(round.next()).stream().noneMatch(seen::contains))
                .isTrue();
    }

    @Test
    void what_hangs_is_killed_with_all_it_started() throws IOException {
        PROGRAMS.program("hang", """
                #!/bin/sh
                (setsid sleep 300 & sleep 300) & echo $! > %s/child
                sleep 300
                """.formatted(PROGRAMS.data()), "rwxr-xr-x");
        Round round = with("hang").create().within(Duration.ofMillis(600));
        long before = System.nanoTime();
        assertThat(failure(round::apply).kind()).isEqualTo(RotationFailure.Kind.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        long child = Long.parseLong(
                Files.readString(PROGRAMS.data().resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(left -> assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(5)));
        assertThat(failure(round::verify).kind()).isEqualTo(RotationFailure.Kind.TRANSIENT);
    }

    @Test
    void what_floods_or_babbles_or_fails_is_a_failure() {
        PROGRAMS.program("flood", "#!/bin/sh\nexec yes\n", "rwxr-xr-x");
        PROGRAMS.program("babble", "#!/bin/sh\necho done\n", "rwxr-xr-x");
        PROGRAMS.program("fail", "#!/bin/sh\ncat >&2\nexit 3\n", "rwxr-xr-x");
        assertThat(failure(with("flood").create()::apply)).hasMessageContaining("too much");
        assertThat(failure(with("babble").create()::apply)).hasMessageContaining("not a JSON object");
        assertThat(failure(with("fail").create()::apply).kind()).isEqualTo(RotationFailure.Kind.UNKNOWN);
    }

    @Test
    void a_sentence_that_repeats_a_value_is_not_repeated() {
        PROGRAMS.program("echo", """
                #!/usr/bin/python3
                import json, sys
                print(json.dumps({"error": "cannot set " + json.load(sys.stdin)["next"]["password"], "kind": "transient"}))
                """, "rwxr-xr-x");
        RotationFailure failure = failure(with("echo").create()::apply);
        assertThat(failure.kind()).isEqualTo(RotationFailure.Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining("repeats a secret");
    }

    @Test
    void only_programs_of_the_folder_that_nobody_else_may_change_are_run() {
        PROGRAMS.program("open", "#!/bin/sh\necho '{}'\n", "rwxrwxrwx");
        PROGRAMS.program("plain", "#!/bin/sh\necho '{}'\n", "rw-r--r--");
        for (String name : List.of("open", "plain", "none", "", "../../bin/true", "/bin/true", "a b", ".")) {
            assertThat(failure(with(name).create()::apply).kind()).as(name).isEqualTo(RotationFailure.Kind.PERMANENT);
        }
    }

    private Round with(String program) {
        Counterpart.Secret secret = counterpart().fresh();
        return round(new Counterpart.Secret(secret.value(), Map.of("program", program)));
    }
}
