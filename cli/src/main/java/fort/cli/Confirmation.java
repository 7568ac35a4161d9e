package fort.cli;

/// Asks before something that cannot be undone.
final class Confirmation {
    private Confirmation() {}

    /// @throws Misuse when the answer is not yes, or there is nobody to ask
    static void require(Surroundings surroundings, boolean given, String question) {
        if (!given && !surroundings.terminal().ask(question + " [yes/no]").equals("yes")) {
            throw new Misuse("nothing was done; answer yes, or give --yes");
        }
    }
}
