package fort.audit;

import fort.domain.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The log's side of `add-checkpoint`: shows checkpoints to the witnesses and collects what they answer.
final class Witnessing {
    private static final int TRIES = 3;

    private final List<Contact> contacts = new ArrayList<>();
    private final int required;

    Witnessing(Witnesses witnesses) {
        witnesses.clients().forEach(client -> contacts.add(new Contact(client)));
        required = witnesses.required();
    }

    boolean isEmpty() {
        return contacts.isEmpty();
    }

    /// Shows a checkpoint to every witness.
    ///
    /// @param proofs makes the consistency proof from a known size to the checkpoint's
    Result show(Checkpoints.Signed signed, Proof proofs) {
        Note note = signed.note();
        int cosigned = 0;
        long largestKnown = 0;
        boolean refused = false;
        for (Contact contact : contacts) {
            Shown shown = contact.show(signed, proofs);
            largestKnown = Math.max(largestKnown, contact.knownSize);
            refused |= shown.refused();
            if (shown.cosignature().isPresent()) {
                note = note.with(shown.cosignature().get());
                cosigned++;
            }
        }
        return new Result(
                new Checkpoints.Signed(signed.checkpoint(), note, signed.epochSecond()),
                cosigned,
                cosigned >= required,
                largestKnown,
                refused);
    }

    /// @param enough whether as many cosigned as are required
    /// @param largestKnown the largest size any of them has seen
    /// @param refused whether one of them has seen a larger tree, or another one of the same size
    record Result(Checkpoints.Signed signed, int cosigned, boolean enough, long largestKnown, boolean refused) {
        Result withoutRefusal() {
            return new Result(signed, cosigned, enough, largestKnown, false);
        }
    }

    private record Shown(Optional<NoteSignature> cosignature, boolean refused) {
        static final Shown UNREACHABLE = new Shown(Optional.empty(), false);
    }

    @FunctionalInterface
    interface Proof {
        List<byte[]> from(long knownSize);
    }

    private static final class Contact {
        private final WitnessClient client;
        private final VerifierKey key;
        private long knownSize;

        Contact(WitnessClient client) {
            this.client = client;
            this.key = VerifierKey.parse(client.verifierKey());
        }

        Shown show(Checkpoints.Signed signed, Proof proofs) {
            long size = signed.checkpoint().size();
            try {
                for (int i = 0; i < TRIES && knownSize <= size; i++) {
                    long old = knownSize;
                    byte[] body = new AddCheckpoint(
                                    old, proofs.from(old), signed.note().bytes())
                            .bytes();
                    WitnessAnswer answer = client.addCheckpoint(body);
                    if (answer.status() == 200) {
                        return cosigned(answer, signed);
                    }
                    if (answer.status() != 409) {
                        return new Shown(Optional.empty(), answer.status() == 422);
                    }
                    knownSize = size(answer);
                    if (knownSize == old) {
                        return new Shown(Optional.empty(), true); // same size, another root
                    }
                }
                return new Shown(Optional.empty(), knownSize > size);
            } catch (Fault | InvalidNote e) {
                return Shown.UNREACHABLE;
            }
        }

        private Shown cosigned(WitnessAnswer answer, Checkpoints.Signed signed) {
            knownSize = signed.checkpoint().size();
            return new Shown(
                    Note.signatures(new String(answer.body(), StandardCharsets.UTF_8)).stream()
                            .filter(line -> line.claims(key)
                                    && line.verifies(key, signed.note().text()))
                            .findFirst(),
                    false);
        }

        private static long size(WitnessAnswer answer) {
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            return Checkpoint.size(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        }
    }
}
