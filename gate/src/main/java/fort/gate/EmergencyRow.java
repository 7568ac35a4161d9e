package fort.gate;

import fort.store.Collection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One emergency. How far each secret is, is in the secret's own job: so nothing is written twice, many nodes can
/// work
/// on
/// it, and it survives all of them.
///
/// @param secrets row keys
/// @param unprepared names
/// @param closedTime null while it runs
record EmergencyRow(
        String id,
        String reason,
        String startedBy,
        Instant startedTime,
        Instant deadline,
        @Nullable Instant closedTime,
        List<String> secrets,
        List<String> unprepared) {
    static final Collection<EmergencyRow> EMERGENCIES = Collection.of("emergency", EmergencyRow.class);

    EmergencyRow {
        secrets = List.copyOf(secrets);
        unprepared = List.copyOf(unprepared);
    }

    EmergencyRow closed(Instant now) {
        return new EmergencyRow(id, reason, startedBy, startedTime, deadline, now, secrets, unprepared);
    }

    EmergencyOperation.EmergencySummary summary() {
        return new EmergencyOperation.EmergencySummary(id, reason, startedBy, startedTime, closedTime, secrets.size());
    }
}
