package fort.compat;

import java.util.ArrayList;
import java.util.List;

/// One script played on both servers, call by call.
final class Duel {
    private final Player peer;
    private final Player fort;
    private final Differences differences;
    private final List<String> undeclared = new ArrayList<>();
    private int calls;
    private int alike;

    Duel(Player peer, Player fort, Differences differences) {
        this.peer = peer;
        this.fort = fort;
        this.differences = differences;
    }

    void play(String resource) {
        for (Calls.Call call : Calls.read(resource)) {
            Player.Played theirs = peer.play(call);
            Player.Played ours = fort.play(call);
            List<String> findings = Comparison.of(theirs, ours);
            calls++;
            alike += findings.isEmpty() ? 1 : 0;
            findings.stream()
                    .filter(finding -> !differences.declared(call, finding))
                    .forEach(finding -> undeclared.add("[" + call.section() + "] " + call + "\n    " + finding
                            + "\n      theirs: " + shortened(theirs) + "\n      ours:   " + shortened(ours)));
        }
    }

    private static String shortened(Player.Played played) {
        String body = played.body().strip();
        return played.status() + " " + (body.length() > 600 ? body.substring(0, 600) + "…" : body);
    }

    int calls() {
        return calls;
    }

    /// Calls whose answers did not differ in anything.
    int alike() {
        return alike;
    }

    List<String> undeclared() {
        return List.copyOf(undeclared);
    }
}
