package fort.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Law 2: only the gate appends to the record and asks for a decision. What cannot be called elsewhere cannot be
/// forgotten elsewhere.
final class GateLawTest {
    @Test
    void only_the_gate_appends_to_the_record() {
        assertThat(callsFromOutside("fort.audit", "Appender", "append", "fort.audit", "fort.gate"))
                .isEmpty();
    }

    @Test
    void only_the_gate_asks_for_decisions() {
        assertThat(callsFromOutside("fort.access", "", "decide", "fort.access", "fort.gate"))
                .isEmpty();
    }

    @Test
    void only_the_record_and_the_store_commit_rows() {
        // Start-up writes before there is a log to append to: initialisation makes the first rows in one commit of
        // its
        // own.
        assertThat(callsFromOutside("fort.store", "Store", "commit", "fort.store", "fort.audit"))
                .allMatch(
                        call -> call.contains("fort.gate.Chamber.commitPlain") || call.contains("fort.gate.Turn.mine"),
                        "a chamber without a log, or whose turn it is");
    }

    private static List<String> callsFromOutside(String room, String type, String method, String... allowedRooms) {
        return House.classes().stream()
                .filter(one -> Stream.of(allowedRooms).noneMatch(allowed -> isIn(one, allowed)))
                .flatMap(one -> one.getAccessesFromSelf().stream())
                .filter(call -> isIn(call.getTargetOwner(), room)
                        && (type.isEmpty()
                                || call.getTargetOwner().getSimpleName().equals(type))
                        && call.getName().equals(method))
                .map(JavaAccess::getDescription)
                .sorted()
                .toList();
    }

    private static boolean isIn(JavaClass one, String room) {
        return one.getPackageName().equals(room) || one.getPackageName().startsWith(room + ".");
    }
}
