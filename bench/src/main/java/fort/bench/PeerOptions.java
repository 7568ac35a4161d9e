package fort.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What `./fort bench peer` was asked.
///
/// @param seconds of each measurement
/// @param rounds in which the two products take turns
/// @param secrets paths that are read and written
/// @param million whether to compare a read at 1,000,000 secrets with one at 1,000
record PeerOptions(int seconds, int rounds, int secrets, boolean million, boolean json, Set<Part> parts) {
    PeerOptions {
        require(seconds >= 1 && seconds <= 600, "--seconds is 1 to 600");
        require(rounds >= 1 && rounds <= 100, "--rounds is 1 to 100");
        require(secrets >= 1 && secrets <= 1_000_000, "--secrets is 1 to 1000000");
        parts = Set.copyOf(parts);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static PeerOptions parse(List<String> arguments) {
        int seconds = 4;
        int rounds = 3;
        int secrets = 10_000;
        boolean million = false;
        boolean json = false;
        Set<Part> parts = EnumSet.allOf(Part.class);
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--json" -> json = true;
                case "--million" -> million = true;
                case "--seconds" -> seconds = number(arguments, ++i);
                case "--rounds" -> rounds = number(arguments, ++i);
                case "--secrets" -> secrets = number(arguments, ++i);
                case "--only" -> parts = Part.parse(text(arguments, ++i));
                case "--only-million" -> {
                    million = true;
                    parts = EnumSet.noneOf(Part.class);
                }
                default -> throw new IllegalArgumentException("unknown option " + arguments.get(i));
            }
        }
        return new PeerOptions(seconds, rounds, secrets, million, json, parts);
    }

    private static int number(List<String> arguments, int index) {
        return Integer.parseInt(text(arguments, index));
    }

    private static String text(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException(arguments.getLast() + " needs a value");
        }
        return arguments.get(index);
    }

    boolean wants(Part part) {
        return parts.contains(part);
    }

    /// Whether anything is wanted that compares the two products.
    boolean wantsPair() {
        return wantsLoad() || wants(Part.START) || wants(Part.MEMORY) || wants(Part.CLI);
    }

    /// Whether anything is wanted that needs a server under load.
    boolean wantsLoad() {
        return wants(Part.READS) || wants(Part.WRITES) || wants(Part.MIX) || wants(Part.LATENCY);
    }
}
