package fort.domain;

import java.nio.CharBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/// Makes values that meet a [Complexity].
///
/// A value is drawn uniformly from all strings of its length over the rule's alphabet, and drawn again until it meets
/// the rule: so among the acceptable values each is equally likely. Putting one character of each class at a random
/// place, as is often done, would not be.
public final class Generator {
    /// The length of a value whose rule asks for nothing longer, in characters: about 190 bits over letters and
    /// digits.
    public static final int LENGTH_DEFAULT = 32;

    /// A rule that this many draws do not meet is not one that can be met.
    private static final int DRAWS_MAX = 10_000;

    private static final int KEY_BYTES = 32;

    private final SecureRandom random;

    public Generator(SecureRandom random) {
        this.random = random;
    }

    /// @return ASCII characters; the caller wipes them
    /// @throws IllegalArgumentException for a form that cannot be generated (certificates and key pairs), or a rule
    ///     that cannot be met
    public char[] generate(Complexity rule) {
        int length = Math.min(Math.max(LENGTH_DEFAULT, rule.lengthMin()), rule.lengthMax());
        return generate(rule, length);
    }

    /// @param length within the rule's lengths; without effect for [ValueForm#KEY_BYTES], which is base64 of 32 bytes
    public char[] generate(Complexity rule, int length) {
        if (length < rule.lengthMin() || length > rule.lengthMax() || length < 1) {
            throw new IllegalArgumentException("the length is outside the rule's");
        }
        return switch (rule.form()) {
            case TEXT -> text(rule, length);
            case KEY_BYTES -> keyBytes();
            case CERTIFICATE, PRIVATE_KEY, SSH_PUBLIC_KEY ->
                throw new IllegalArgumentException("a value of this form cannot be generated");
        };
    }

    private char[] text(Complexity rule, int length) {
        String alphabet = alphabet(rule);
        char[] text = new char[length];
        for (int draw = 0; draw < DRAWS_MAX; draw++) {
            fill(text, alphabet);
            if (ComplexityCheck.check(rule, "", CharBuffer.wrap(text)).isEmpty()) {
                return text;
            }
        }
        Arrays.fill(text, '\0');
        throw new IllegalArgumentException("no value meets the rule at this length");
    }

    private static String alphabet(Complexity rule) {
        StringBuilder alphabet = new StringBuilder();
        for (CharacterClass each : CharacterClass.values()) {
            boolean wanted = rule.classes().isEmpty()
                    ? each != CharacterClass.SYMBOL
                    : rule.classes().contains(each);
            if (wanted) {
                alphabet.append(each.characters());
            }
        }
        return alphabet.toString();
    }

    /// Bytes at or above the greatest multiple of the alphabet's size are thrown away: modulo alone would favour its
    /// first characters.
    private void fill(char[] text, String alphabet) {
        int size = alphabet.length();
        int bound = 256 - 256 % size;
        byte[] bytes = new byte[text.length];
        int filled = 0;
        while (filled < text.length) {
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length && filled < text.length; i++) {
                int value = bytes[i] & 0xff;
                if (value < bound) {
                    text[filled++] = alphabet.charAt(value % size);
                }
            }
        }
        Arrays.fill(bytes, (byte) 0);
    }

    private char[] keyBytes() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        byte[] ascii = Base64.getEncoder().encode(key);
        char[] text = new char[ascii.length];
        for (int i = 0; i < ascii.length; i++) {
            text[i] = (char) ascii[i];
        }
        Arrays.fill(key, (byte) 0);
        Arrays.fill(ascii, (byte) 0);
        return text;
    }
}
