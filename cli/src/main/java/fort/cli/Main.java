package fort.cli;

import java.nio.file.Path;
import java.util.Arrays;
/// The command line's entry.

public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        int code = run(arguments, surroundings);
        surroundings.out().flush();
        System.exit(code);
    }

    static int run(String[] arguments, Surroundings surroundings) {
        if (arguments.length == 0 || arguments[0].equals("help")) {
            return Parsing.run(new String[] {"--help"}, surroundings);
        }
        if (arguments[0].equals("train")) {
            return Training.run(
                    surroundings, Arrays.stream(arguments).skip(1).map(Path::of).toArray(Path[]::new));
        }
        FortCommand quick = QuickRead.of(arguments);
        if (quick == null) {
            return Parsing.run(arguments, surroundings);
        }
        try {
            return quick.in(surroundings).call();
        } catch (Exception e) {
            return Failures.explain(e, surroundings.err());
        }
    }
}
