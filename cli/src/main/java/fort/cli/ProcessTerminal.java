package fort.cli;

import fort.wire.SecretText;
import java.io.Console;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The terminal that this process was started from, if any.
final class ProcessTerminal implements Surroundings.Terminal {
    @Override
    public boolean isPresent() {
        return console() != null;
    }

    @Override
    public SecretText askSecret(String question) {
        Console console = console();
        char @Nullable [] typed = console == null ? null : console.readPassword("%s: ", question);
        if (typed == null) {
            throw new Misuse("there is no terminal to ask '" + question + "' on; give it by stdin or a file");
        }
        SecretText secret = SecretText.of(typed);
        Arrays.fill(typed, '\0');
        return secret;
    }

    @Override
    public String ask(String question) {
        Console console = console();
        String typed = console == null ? null : console.readLine("%s ", question);
        return typed == null ? "" : typed.strip();
    }

    /// Java 25 went back to null where there is no terminal; a provider may still answer with one that is
    /// none.
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Console console() {
        Console console = System.console();
        return console != null && console.isTerminal() ? console : null;
    }
}
