package fort.audit;

import fort.client.KnownCheckpoint;
import fort.client.LogSource;
import java.util.List;

/// What `fort audit verify --dir --kept` finds: the client's verifier, which shares no code with this room's.
final class ClientVerifier {
    private ClientVerifier() {}

    /// @return empty for a good log
    static List<String> problems(LogFiles log, String verifierKey) {
        List<String> keys = List.of(verifierKey);
        try {
            List<KnownCheckpoint> known = log.remembered().stream()
                    .map(note -> KnownCheckpoint.of(note, keys))
                    .toList();
            return new fort.client.LogVerifier(LogSource.folder(log.folder()), keys, known, _ -> {})
                    .verify()
                    .problems();
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
