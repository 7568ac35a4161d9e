package fort.domain;

import java.util.Set;

/// What a field's value must be like. Checked by [ComplexityCheck], met by [Generator].
///
/// @param lengthMin in characters
/// @param lengthMax in characters
/// @param classes character classes of which each must occur
/// @param entropyBitsMin lower bound of the estimate of [Entropy]; 0: not estimated
/// @param commonRefused whether a value of the list of commonest passwords is refused
/// @param form what the text must parse as
public record Complexity(
        int lengthMin,
        int lengthMax,
        Set<CharacterClass> classes,
        int entropyBitsMin,
        boolean commonRefused,
        ValueForm form) {
    /// Anything.
    public static final Complexity NONE = new Complexity(0, Integer.MAX_VALUE, Set.of(), 0, false, ValueForm.TEXT);

    public Complexity {
        classes = Set.copyOf(classes);
        if (lengthMin < 0 || lengthMax < lengthMin || classes.size() > lengthMax) {
            throw new IllegalArgumentException("lengths are 0 ≤ minimum ≤ maximum and leave room for each class");
        }
    }
}
