package fort.gate;

import fort.crypto.RandomText;
import fort.crypto.RootKey;
import fort.crypto.Share;
import fort.crypto.ShareSet;
import fort.crypto.Shares;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collecting shares until there are enough. Each share is judged by its fingerprint when it comes, so a wrong one
/// is refused alone and those
/// already given stay. Not thread-safe: its owner locks.
final class Ceremony {
    /// So long nobody but those with a right to it may give up what is under way, counted from its last step.
    static final Duration PROTECTED = Duration.ofMinutes(10);

    private final RandomText text;
    private final InstantSource clock;
    private final List<Share> given = new ArrayList<>();
    private String nonce = "";
    private Instant stepped = Instant.MIN;

    Ceremony(RandomText text, InstantSource clock) {
        this.text = text;
        this.clock = clock;
    }

    /// Whether it is under way and its share holders are still about it: a stranger must not make them begin again
    /// each time. What nobody goes on with blocks nobody either.
    boolean isProtected() {
        return !nonce.isEmpty() && clock.instant().isBefore(stepped.plus(PROTECTED));
    }

    String nonce() {
        return nonce;
    }

    int progress() {
        return given.size();
    }

    void begin() {
        cancel();
        nonce = text.uuid();
        stepped = clock.instant();
    }

    void cancel() {
        given.forEach(Share::close);
        given.clear();
        nonce = "";
    }

    Step add(ShareSet set, SecretValue shareText) {
        Optional<Share> parsed =
                Share.parse(new String(shareText.reveal(Reveal.granted()), StandardCharsets.US_ASCII).strip());
        if (parsed.isEmpty()) {
            return new Step.Refused(new Refusal(
                    Refusal.Reason.INVALID_REQUEST, "'key' must be a valid hex or base64 string of a share"));
        }
        Share share = parsed.get();
        if (!Shares.belongs(set, share)) {
            share.close();
            return new Step.Refused(new Refusal(
                    Refusal.Reason.LOGIN_FAILED, "this share is not one of this environment's present shares"));
        }
        if (nonce.isEmpty()) {
            nonce = text.uuid();
        }
        if (given.stream().anyMatch(other -> other.index() == share.index())) {
            share.close();
            return new Step.More();
        }
        given.add(share);
        stepped = clock.instant();
        if (given.size() < set.threshold()) {
            return new Step.More();
        }
        Outcome<RootKey> combined = Shares.combine(set, given);
        cancel();
        return switch (combined) {
            case Outcome.Done<RootKey>(RootKey root) -> new Step.Complete(root);
            case Outcome.Refused<RootKey>(Refusal refusal) -> new Step.Refused(refusal);
        };
    }

    sealed interface Step {
        record Refused(Refusal refusal) implements Step {}

        record More() implements Step {}

        /// @param root closed by whoever gets it
        record Complete(RootKey root) implements Step {}
    }
}
