package fort.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Law 1: a room uses only rooms to its left, and nobody looks into another room's hidden packages.
///
/// The module system holds most of this at compile time. This test holds it too where an `exports` was added in
/// haste,
/// and it reads as
/// the map of the house.
final class RoomsLawTest {
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("domain", Set.of()),
            Map.entry("crypto", Set.of("domain")),
            Map.entry("store", Set.of("domain", "crypto")),
            Map.entry("audit", Set.of("domain", "crypto", "store")),
            Map.entry("identity", Set.of("domain", "crypto", "store")),
            Map.entry("access", Set.of("domain", "store")),
            Map.entry("gate", Set.of("domain", "crypto", "store", "audit", "identity", "access")),
            Map.entry("rotation", Set.of("domain", "crypto", "store", "audit", "identity", "access", "gate")),
            Map.entry("wire", Set.of()),
            Map.entry(
                    "server",
                    Set.of("domain", "crypto", "store", "audit", "identity", "access", "gate", "rotation", "wire")),
            Map.entry("client", Set.of("wire")),
            // The command line checks a log by itself, with the same code as the server but without asking it.
            Map.entry("cli", Set.of("client", "wire", "domain", "crypto", "audit")));

    private static final JavaClasses CLASSES = House.classes();

    @Test
    void every_room_has_its_place_in_the_order() {
        assertThat(MAY_USE.keySet()).containsExactlyInAnyOrderElementsOf(House.ROOMS);
        assertThat(CLASSES).as("compiled classes").hasSizeGreaterThan(20);
    }

    @Test
    void a_room_uses_only_rooms_to_its_left() {
        List<String> broken = new ArrayList<>();
        for (JavaClass one : CLASSES) {
            String from = room(one);
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String to = room(dependency.getTargetClass().getBaseComponentType());
                if (!to.isEmpty()
                        && !to.equals(from)
                        && !MAY_USE.getOrDefault(from, Set.of()).contains(to)) {
                    broken.add(from + " uses " + to + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void the_hidden_packages_of_a_room_are_used_by_that_room_only() {
        List<String> broken = new ArrayList<>();
        for (JavaClass one : CLASSES) {
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String to = room(target);
                if (!to.isEmpty()
                        && !to.equals(room(one))
                        && !target.getPackageName().equals("fort." + to)) {
                    broken.add(dependency.getDescription());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /// The room's name, or nothing for classes that are not ours.
    private static String room(JavaClass one) {
        String[] parts = one.getPackageName().split("\\.", -1);
        return parts.length > 1 && parts[0].equals("fort") ? parts[1] : "";
    }
}
