package fort.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Messages about the proof that no route lets a credential of another environment through. The prover runs outside
/// (`fort isolation prove`): it is a stranger with credentials, not a part of what it proves.
public final class Isolation {
    private Isolation() {}

    /// @param report one line of text; signed as it is below a heading that says what it is
    public record Sign(String report) {}

    /// @param environment who signed
    /// @param note the signed note (C2SP) by the key that signs the environment's log
    public record Signed(String environment, String note) {}

    /// One environment that took part.
    ///
    /// @param accessor of the credential that was used towards the others
    /// @param recordsBefore size of its log
    public record Subject(String name, String accessor, long recordsBefore, long recordsAfter) {}

    /// What was tried and how it ended.
    ///
    /// @param ownRoutes calls of Fort's own API
    /// @param vaultRoutes calls of the Vault API
    /// @param pairs a credential of one environment towards another
    /// @param variants in how many ways the other environment was named, in a header, path or query
    /// @param attempts all requests
    /// @param refused answered 4xx
    /// @param contained answered by the credential's own environment: the other name was not heard
    /// @param open calls that anybody may make, answered as to anybody
    /// @param recorded answers that said where they stand in a log; the others were refused before they were read
    /// @param statuses how many answers had each status
    /// @param breaches what was not refused, at most 100; empty when the walls stand
    public record Evidence(
            String form,
            String address,
            Instant startedAt,
            Instant finishedAt,
            List<Subject> environments,
            int ownRoutes,
            int vaultRoutes,
            int pairs,
            List<String> variants,
            long attempts,
            long refused,
            long contained,
            long open,
            long recorded,
            Map<String, Long> statuses,
            List<String> breaches) {
        public Evidence {
            environments = Copies.list(environments);
            variants = Copies.list(variants);
            statuses = Copies.map(statuses);
            breaches = Copies.list(breaches);
        }

        public boolean holds() {
            return breaches.isEmpty();
        }
    }

    /// The evidence with the signatures of all environments over its one-line form.
    public record Report(Evidence evidence, List<Signed> signatures) {
        public Report {
            signatures = Copies.list(signatures);
        }
    }
}
