package fort.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fort.testkit.Evidence;
import fort.testkit.Parts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same calls on a real OpenBao and on Fort. Status, content type, keys, types and — where they are not chance or
/// time — values must be alike, but for the differences that `differences.txt` argues for.
final class DifferentialTest {
    /// Fewer calls than this is not the suite that was meant.
    private static final int CALLS_MIN = 600;

    @TempDir
    Path folder;

    @Test
    @Tag("R10.5")
    void answers_like_openbao_but_for_what_is_argued() {
        Optional<Path> bao = Parts.ofThisProject().bao();
        assumeThat(bao).as("the real OpenBao").isPresent();
        Differences differences = new Differences("differences.txt");
        Duel open = open(bao.orElseThrow(), differences);
        Duel sealed = sealed(bao.orElseThrow(), differences);
        int calls = open.calls() + sealed.calls();
        Evidence.write("differential", text(open, sealed, differences));
        assertThat(open.undeclared()).as("differences nobody argued for").isEmpty();
        assertThat(sealed.undeclared()).as("differences nobody argued for").isEmpty();
        assertThat(differences.unseen()).as("declared, but not there any more").isEmpty();
        assertThat(calls).isGreaterThanOrEqualTo(CALLS_MIN);
    }

    private Duel open(Path bao, Differences differences) {
        try (BaoServer peer = BaoServer.development(bao, folder);
                FortServer fort = FortServer.start(folder.resolve("open"));
                Player theirs = new Player(peer.address(), BaoServer.ROOT);
                Player ours = new Player(fort.address(), fort.open("development"))) {
            Duel duel = new Duel(theirs, ours, differences);
            duel.play("open.calls");
            return duel;
        }
    }

    private Duel sealed(Path bao, Differences differences) {
        try (BaoServer peer = BaoServer.uninitialised(bao, folder);
                FortServer fort = FortServer.start(folder.resolve("sealed"));
                Player theirs = new Player(peer.address(), "none-yet");
                Player ours = new Player(fort.address(), "none-yet")) {
            Duel duel = new Duel(theirs, ours, differences);
            duel.play("sealed.calls");
            return duel;
        }
    }

    private static String text(Duel open, Duel sealed, Differences differences) {
        StringBuilder text = new StringBuilder("Differential suite: %d calls on OpenBao 2.7.2 and on Fort, %d alike in"
                        .formatted(open.calls() + sealed.calls(), open.alike() + sealed.alike()))
                .append(" everything, the rest only in %d argued ways; undeclared: %d.\n\n"
                        .formatted(
                                differences.size(),
                                open.undeclared().size() + sealed.undeclared().size()));
        List.of(open, sealed)
                .forEach(duel ->
                        duel.undeclared().forEach(line -> text.append(line).append('\n')));
        differences.report().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
