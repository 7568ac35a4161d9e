package fort.gate;

import fort.domain.SecretPath;
import fort.domain.SecretValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that may be known must be changed within five minutes: chosen, shown, confirmed, carried out at once,
/// and
/// reported. Policies see `sys/rotation/emergency` (root-protected).
public sealed interface EmergencyOperation<T> extends Operation<T> {
    /// How long an emergency may take.
    long DEADLINE_SECONDS = 300;

    /// Secrets of one emergency: each costs four rows in one transaction.
    int SECRETS_MAX = 2_000;

    /// The exact list of what an emergency by this choice would rotate. Changes nothing.
    record PreviewEmergency(EmergencyChoice choice) implements EmergencyOperation<EmergencyPreview> {
        @Override
        public String name() {
            return "emergency.preview";
        }
    }

    /// @param confirmation the hash of the preview that was read; another list is refused
    record StartEmergency(EmergencyChoice choice, String confirmation, String reason)
            implements EmergencyOperation<EmergencyView> {
        @Override
        public String name() {
            return "emergency.start";
        }
    }

    record ReadEmergency(String id) implements EmergencyOperation<EmergencyView> {
        @Override
        public String name() {
            return "emergency.read";
        }
    }

    /// Newest first.
    record ListEmergencies(int limit) implements EmergencyOperation<List<EmergencySummary>> {
        @Override
        public String name() {
            return "emergency.list";
        }
    }

    /// Which secrets hold this value in a readable version, as a whole or as one of their fields. Nothing is stored
    /// of
    /// what was asked for but its keyed fingerprint in the record.
    ///
    /// @param after where the page before ended, or empty
    record FindHolders(SecretValue value, String after) implements EmergencyOperation<HoldersPage> {
        @Override
        public String name() {
            return "emergency.whose";
        }
    }

    /// The worker's word that an emergency is over: all is done, or its time is. Only from inside.
    record CloseEmergency(String id) implements EmergencyOperation<EmergencyView> {
        @Override
        public String name() {
            return "emergency.close";
        }
    }

    /// Which secrets: those that meet every given condition; at least one is given.
    ///
    /// @param prefix of the path below the mount
    /// @param readBy all that this principal has read since `since`, by the record
    record EmergencyChoice(
            String mount,
            List<SecretPath> paths,
            @Nullable String prefix,
            @Nullable String type,
            @Nullable String tag,
            @Nullable String consumer,
            @Nullable String target,
            @Nullable String readBy,
            @Nullable Instant since) {
        public EmergencyChoice {
            paths = List.copyOf(paths);
        }

        /// A choice of everything is a mistake more often than it is meant: then `prefix` is empty, not null.
        boolean empty() {
            return paths.isEmpty()
                    && prefix == null
                    && type == null
                    && tag == null
                    && consumer == null
                    && target == null
                    && readBy == null;
        }
    }

    /// @param chosen will be rotated
    /// @param unprepared were chosen too, and nothing is set up to rotate them: somebody has to do it by hand
    /// @param hash over both lists; a start confirms it
    record EmergencyPreview(List<Chosen> chosen, List<Chosen> unprepared, String hash) {}

    record Chosen(String mount, String path, String rotator, String target) {}

    /// @param total secrets
    record EmergencySummary(
            String id,
            String reason,
            String startedBy,
            Instant startedTime,
            @Nullable Instant closedTime,
            int total) {}

    /// @param items in the order of the list that was confirmed
    record EmergencyView(
            EmergencySummary summary, Instant deadline, List<EmergencyItem> items, List<String> unprepared) {
        public int done() {
            return count("done");
        }

        public int failed() {
            return count("failed");
        }

        private int count(String state) {
            return (int)
                    items.stream().filter(item -> item.state().equals(state)).count();
        }
    }

    /// @param state `waiting`, `running`, `failing` (tried again until the deadline), `done`, `failed`, `gone`
    /// @param error one sentence, or empty
    /// @param unacknowledged consumers that have not said they work with the new version
    record EmergencyItem(
            String mount,
            String path,
            String target,
            String state,
            String step,
            long version,
            String error,
            List<String> unacknowledged) {}

    record HoldersPage(
            List<Holder> holders, long looked, @Nullable String next) {}

    /// @param field where in the value, or empty for the whole
    /// @param state of the version: `current`, `grace`, `retired`, `staged`
    record Holder(String mount, String path, long version, String state, String field) {}
}
