package fort.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A C2SP signed note: a text and signature lines, the form checkpoints travel in. Compatible with Go's
/// `sumdb/note`.
///
/// ```
/// fort.example/4f2a/production
/// 1042
/// r0qN…=
///
/// — fort.example/4f2a/production Az3grl…
/// ```
///
/// @param text ends with a line end; what is signed
/// @param signatures in the order of their lines
public record Note(String text, List<NoteSignature> signatures) {
    /// As `sumdb/note` limits it.
    static final int SIGNATURES_MAX = 100;

    static final int LENGTH_MAX = 1_000_000;

    private static final String LINE_START = "\u2014 ";

    public Note {
        signatures = List.copyOf(signatures);
    }

    /// Reads a note strictly. Signatures are not checked here; see [#signedBy].
    ///
    /// @throws InvalidNote when the bytes are not a note
    public static Note parse(byte[] bytes) {
        String whole = utf8(bytes);
        int split = whole.lastIndexOf("\n\n");
        if (split < 0 || !whole.endsWith("\n")) {
            throw new InvalidNote("a note is a text, an empty line and signature lines");
        }
        String lines = whole.substring(split + 2);
        if (lines.isEmpty()) {
            throw new InvalidNote("a note has at least one signature");
        }
        return new Note(whole.substring(0, split + 1), signatures(lines));
    }

    /// Signature lines, each ended.
    static List<NoteSignature> signatures(String lines) {
        List<NoteSignature> signatures = new ArrayList<>();
        int start = 0;
        while (start < lines.length()) {
            int end = lines.indexOf('\n', start);
            if (end < 0 || signatures.size() == SIGNATURES_MAX) {
                throw new InvalidNote("signature lines are ended, and at most " + SIGNATURES_MAX);
            }
            signatures.add(signature(lines.substring(start, end)));
            start = end + 1;
        }
        return signatures;
    }

    private static NoteSignature signature(String line) {
        int space = line.indexOf(' ', LINE_START.length());
        if (!line.startsWith(LINE_START) || space < 0) {
            throw new InvalidNote("a signature line is a dash, a name and a signature");
        }
        String name = line.substring(LINE_START.length(), space);
        byte[] bytes = base64(line.substring(space + 1), -1);
        if (!isKeyName(name) || bytes.length < 5) {
            throw new InvalidNote("a signature line is a dash, a name and a signature");
        }
        return new NoteSignature(name, Arrays.copyOf(bytes, 4), Arrays.copyOfRange(bytes, 4, bytes.length));
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        signatures.forEach(signature -> out.writeBytes(line(signature)));
        return out.toByteArray();
    }

    static byte[] line(NoteSignature signature) {
        byte[] all = Arrays.copyOf(signature.keyHash(), 4 + signature.bytes().length);
        System.arraycopy(signature.bytes(), 0, all, 4, signature.bytes().length);
        return (LINE_START + signature.name() + " " + Base64.getEncoder().encodeToString(all) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// A note with one signature.
    public static Note sign(String text, NoteSigner signer) {
        VerifierKey key = new VerifierKey(signer.name(), VerifierKey.ED25519, signer.publicKey());
        byte[] signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
        return new Note(text, List.of(new NoteSignature(signer.name(), key.hash(), signature)));
    }

    /// Whether exactly the signatures that claim to be this key's are so, and there is one. As in `sumdb/note`,
    /// one false signature under a known name spoils the note.
    public boolean signedBy(VerifierKey key) {
        List<NoteSignature> claimed =
                signatures.stream().filter(signature -> signature.claims(key)).toList();
        return !claimed.isEmpty() && claimed.stream().allMatch(signature -> signature.verifies(key, text));
    }

    /// The time at which a witness cosigned, in seconds of the epoch; empty without its valid cosignature.
    public Optional<Long> cosignedAt(VerifierKey witness) {
        return signedBy(witness) && witness.type() == VerifierKey.COSIGNATURE
                ? signatures.stream()
                        .filter(signature -> signature.claims(witness))
                        .map(NoteSignature::time)
                        .findFirst()
                : Optional.empty();
    }

    Note with(NoteSignature further) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.removeIf(present ->
                present.name().equals(further.name()) && Arrays.equals(present.keyHash(), further.keyHash()));
        all.add(further);
        return new Note(text, all);
    }

    private static String utf8(byte[] bytes) {
        if (bytes.length > LENGTH_MAX) {
            throw new InvalidNote("a note has at most " + LENGTH_MAX + " bytes");
        }
        for (byte b : bytes) {
            if (b >= 0 && b < 0x20 && b != '\n') {
                throw new InvalidNote("a note has no control character");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidNote("a note is UTF-8");
        }
    }

    /// Standard base64 with padding, canonical.
    ///
    /// @param length the number of bytes it must hold, or -1
    static byte[] base64(String text, int length) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if ((length < 0 || bytes.length == length)
                    && Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidNote("not base64");
        }
        throw new InvalidNote("not the expected base64");
    }

    static boolean isKeyName(String name) {
        return !name.isEmpty()
                && name.length() <= 256
                && name.indexOf('+') < 0
                && name.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c < 0x20);
    }

    static void requireKeyName(String name) {
        if (!isKeyName(name)) {
            throw new InvalidNote("a key's name has no white space and no '+'");
        }
    }
}
