package fort.bench;

import java.util.Arrays;

/// `./fort bench peer`.
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
            """;

    private Main() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
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
}
