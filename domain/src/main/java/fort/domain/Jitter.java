package fort.domain;

/// A number that looks random and is the same on every node and in every year: spreads what would come at once.
final class Jitter {
    private Jitter() {}

    /// @return from 0 to below 1, evenly over different names
    static double of(String name) {
        long mixed = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            mixed = (mixed ^ name.charAt(i)) * 0x100000001b3L;
        }
        // The finaliser of SplitMix64: names that differ in their last digit must not come out close together.
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
