package fort.bench;

/// Tells the person at the terminal what happens now.
@FunctionalInterface
interface Progress {
    void say(String message);
}
