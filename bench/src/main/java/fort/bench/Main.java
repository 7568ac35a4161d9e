package fort.bench;

import java.util.Arrays;

/// `./fort bench peer` and `./fort bench rotation`.
final class Main {
    private static final String USAGE = """
            Usage: ./fort bench peer [--seconds N] [--rounds N] [--only reads,writes,…] [--secrets N] [--million] [--json]

              --seconds N   of each measurement; 4
              --rounds N    in which Fort and OpenBao take turns, the median counts; 3
              --only LIST   of reads, writes, mix, latency, start, memory, cli, tls (as well), raft, postgresql; all
              --secrets N   paths that are read and written; 10000
              --million     also compares a read at 1,000,000 secrets with one at 1,000; takes minutes
              --only-million  that alone
              --json        one JSON object on stdout instead of the table

            Or: ./fort bench rotation [--secrets N]

              --secrets N   credentials that an emergency rotates at a real PostgreSQL; 500
            """;

    private Main() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("rotation")) {
            rotation(arguments);
        }
        if (arguments.length == 0 || !arguments[0].equals("peer")) {
            System.err.print(USAGE);
            System.exit(arguments.length == 0 ? 2 : 1);
        }
        try {
            PeerOptions options = PeerOptions.parse(Arrays.asList(arguments).subList(1, arguments.length));
            Report report = PeerBench.run(options);
            System.out.println(options.json() ? report.json() : report.table());
        } catch (IllegalArgumentException wrong) {
            System.err.println("fort bench: " + wrong.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        } catch (BenchFailure failed) {
            System.err.println("fort bench: " + failed.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void rotation(String[] arguments) {
        try {
            int count =
                    arguments.length == 3 && arguments[1].equals("--secrets") ? Integer.parseInt(arguments[2]) : 500;
            System.out.print(RotationBench.run(count));
            System.exit(0);
        } catch (BenchFailure failed) {
            System.err.println("fort bench: " + failed.getMessage());
            System.exit(1);
        }
    }
}
