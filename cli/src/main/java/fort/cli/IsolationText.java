package fort.cli;

import fort.wire.Isolation;

/// How a proof of isolation is told.
final class IsolationText {
    private IsolationText() {}

    static int show(Output output, Isolation.Proof proof) {
        output.show(proof, () -> {
            output.fields(
                    "proof", proof.id(),
                    "state", proof.state(),
                    "started", proof.startedAt(),
                    "finished", proof.finishedAt(),
                    "routes", proof.routes(),
                    "foreign credentials", proof.credentials(),
                    "attempts", proof.attempts(),
                    "refused", proof.refused());
            proof.breaches().forEach(breach -> output.note("BREACH: " + breach));
        });
        return proof.state().equals("proved") ? ExitCode.OK : ExitCode.NOT_SOUND;
    }
}
