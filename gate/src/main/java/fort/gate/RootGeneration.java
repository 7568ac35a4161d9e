package fort.gate;

import fort.crypto.RandomText;
import fort.crypto.RootKey;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A new root token for those who lost all tokens: a quorum of share holders, and a one-time pad so that the token is
/// not readable by whoever sees the answer. Its owner holds the chamber's lock.
final class RootGeneration {
    private final Surroundings surroundings;
    private final Function<Chamber, Ceremonies> ceremonies;

    RootGeneration(Surroundings surroundings, Function<Chamber, Ceremonies> ceremonies) {
        this.surroundings = surroundings;
        this.ceremonies = ceremonies;
    }

    Plan<?> begin(Chamber chamber, SealOperation.GenerateRootInit operation) {
        if (chamber.sealConfig().orElseThrow().shares() == null) {
            return Plan.refused(
                    Refusal.Reason.UNSUPPORTED,
                    "this environment's root key is kept by its seal: use the local administrator on its host");
        }
        // One that nobody goes on with makes room for the next.
        if (ceremonies.apply(chamber).generatingProtected()) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "root generation already in progress");
        }
        int length = Identities.tokenLength(chamber.environment());
        if (operation.otp() != null && operation.otp().length() != length) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "the otp has " + length + " characters");
        }
        SecretValue made = operation.otp() == null ? new RandomText(surroundings.random()).secretBase62(length) : null;
        byte[] pad = (made == null ? Objects.requireNonNull(operation.otp()) : made).reveal(Reveal.granted());
        ceremonies.apply(chamber).startGenerate(SecretValue.copyOf(pad));
        return Plan.done(status(chamber, false, made, null));
    }

    SealOperation.GenerateRootStatus status(
            Chamber chamber, boolean complete, @Nullable SecretValue otp, @Nullable SecretValue encoded) {
        Ceremonies.Generating generating = ceremonies.apply(chamber).generating();
        int required = chamber.sealConfig().map(SealConfig::threshold).orElse(0);
        int length = Identities.tokenLength(chamber.environment());
        return generating == null
                ? new SealOperation.GenerateRootStatus(false, "", 0, required, complete, length, otp, encoded)
                : new SealOperation.GenerateRootStatus(
                        true,
                        generating.ceremony().nonce(),
                        generating.ceremony().progress(),
                        required,
                        complete,
                        length,
                        otp,
                        encoded);
    }

    Plan<?> update(Handler.Act act, Chamber chamber, SealOperation.GenerateRootUpdate operation) {
        Ceremonies.Generating generating = ceremonies.apply(chamber).generating();
        SealConfig config = chamber.sealConfig().orElseThrow();
        if (generating == null || config.shares() == null) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "no root generation in progress");
        }
        if (!generating.ceremony().nonce().equals(operation.nonce())) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    "incorrect nonce supplied; nonce for this root generation operation is another");
        }
        return switch (generating.ceremony().add(config.shares(), operation.share())) {
            case Ceremony.Step.Refused(Refusal refusal) -> Plan.refused(refusal);
            case Ceremony.Step.More _ -> Plan.done(status(chamber, false, null, null));
            case Ceremony.Step.Complete(RootKey root) -> {
                root.close();
                yield complete(act, chamber, config, generating);
            }
        };
    }

    private Plan<?> complete(Handler.Act act, Chamber chamber, SealConfig config, Ceremonies.Generating generating) {
        Identities.IssuedRoot issued = act.interior().identities().rootToken(act.now(), 0);
        try (SecretValue token = issued.token()) {
            byte[] encoded = Ceremonies.xorBase64(
                    token.reveal(Reveal.granted()), generating.otp().reveal(Reveal.granted()));
            return Plan.done(
                            new SealOperation.GenerateRootStatus(
                                    true,
                                    generating.ceremony().nonce(),
                                    config.threshold(),
                                    config.threshold(),
                                    true,
                                    token.length(),
                                    null,
                                    SecretValue.owning(encoded)),
                            issued.changes(),
                            Fact.details(Map.of("accessor", issued.accessor())))
                    .after(() -> ceremonies.apply(chamber).cancelGenerate());
        }
    }
}
