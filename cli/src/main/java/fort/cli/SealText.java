package fort.cli;

import fort.wire.Seals;
import fort.wire.SecretText;
import java.util.List;

/// How a seal is told.
final class SealText {
    private SealText() {}

    static int show(Output output, Seals.Status status) {
        output.show(
                status,
                () -> output.fields(
                        "environment", status.environment(),
                        "initialised", Output.yesNo(status.initialised()),
                        "sealed", Output.yesNo(status.sealed()),
                        "seal", status.type(),
                        "shares", status.shares() == 0 ? "" : status.threshold() + " of " + status.shares() + " needed",
                        "given so far", status.progress() == 0 ? "" : status.progress()));
        return status.sealed() || !status.initialised() ? ExitCode.UNAVAILABLE : ExitCode.OK;
    }

    static void show(Output output, Seals.Rekey rekey) {
        output.show(rekey, () -> {
            output.fields(
                    "rekeying", rekey.complete() ? "complete" : rekey.started() ? "under way" : "none",
                    "nonce", rekey.nonce(),
                    "shares given", rekey.started() ? rekey.progress() + " of " + rekey.required() : "",
                    "new shares", rekey.shares() == 0 ? "" : rekey.threshold() + " of " + rekey.shares());
            shares(output, rekey.newShares());
        });
    }

    static void shares(Output output, List<SecretText> shares) {
        for (int i = 0; i < shares.size(); i++) {
            output.stream().print("share " + (i + 1) + ": ");
            output.stream().writeBytes(shares.get(i).bytes());
            output.stream().println();
        }
    }

    static void show(Output output, Seals.Keys keys) {
        output.show(
                keys,
                () -> output.fields(
                        "key term", keys.term(),
                        "since", keys.createdAt(),
                        "still under older keys", keys.behind()));
    }
}
