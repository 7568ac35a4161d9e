package fort.domain;

import java.util.BitSet;

/// An upper bound of what it costs to guess a text, in bits. It knows nothing of language: together with
/// [CommonPasswords] it finds values that nobody should use, it does not prove a value good. The least of three
/// bounds:
///
/// 1. **Characters**: each costs log₂ of the alphabet that its classes suggest (26 letters, 10 digits, 33 symbols;
/// 100 for the rest), but one bit when it repeats its predecessor or continues an ascending or descending run (`aaa`,
/// `abc`, `987`). 2. **Distinct characters**: with `d` different ones, which they are (log₂ of `alphabet` choose `d`)
/// and `log₂ d` for each place. 3. **Period**: a text that repeats a block costs the block, and log₂ of the
/// repetitions.
public final class Entropy {
    /// A block longer than this is not looked for: the search costs length × block.
    private static final int PERIOD_MAX = 64;

    private static final int RUN_BITS = 1;

    private Entropy() {}

    public static double bits(CharSequence text) {
        int length = text.length();
        if (length == 0) {
            return 0;
        }
        int alphabet = alphabet(text);
        double characters = characterBits(text, length, alphabet);
        double distinct = distinctBits(text, alphabet);
        int period = period(text);
        double periodic =
                period == length ? characters : characterBits(text, period, alphabet) + log2((double) length / period);
        return Math.min(characters, Math.min(distinct, periodic));
    }

    private static int alphabet(CharSequence text) {
        boolean lower = false;
        boolean upper = false;
        boolean digit = false;
        boolean symbol = false;
        boolean other = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower |= CharacterClass.LOWER.contains(c);
            upper |= CharacterClass.UPPER.contains(c);
            digit |= CharacterClass.DIGIT.contains(c);
            symbol |= c == ' ' || CharacterClass.SYMBOL.contains(c);
            other |= c < ' ' || c >= 0x7f;
        }
        return (lower ? 26 : 0) + (upper ? 26 : 0) + (digit ? 10 : 0) + (symbol ? 33 : 0) + (other ? 100 : 0);
    }

    private static double characterBits(CharSequence text, int length, int alphabet) {
        double bits = 0;
        double each = log2(alphabet);
        for (int i = 0; i < length; i++) {
            int step = i == 0 ? 2 : Math.abs(text.charAt(i) - text.charAt(i - 1));
            bits += step > 1 ? each : RUN_BITS;
        }
        return bits;
    }

    private static double distinctBits(CharSequence text, int alphabet) {
        BitSet seen = new BitSet();
        for (int i = 0; i < text.length(); i++) {
            seen.set(text.charAt(i));
        }
        int distinct = seen.cardinality();
        seen.clear();
        double bits = text.length() * log2(distinct);
        for (int i = 0; i < distinct; i++) {
            bits += log2((double) Math.max(alphabet - i, 1) / (i + 1));
        }
        return bits;
    }

    private static int period(CharSequence text) {
        int longest = Math.min(PERIOD_MAX, text.length() / 2);
        for (int period = 1; period <= longest; period++) {
            int i = period;
            while (i < text.length() && text.charAt(i) == text.charAt(i - period)) {
                i++;
            }
            if (i == text.length()) {
                return period;
            }
        }
        return text.length();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
