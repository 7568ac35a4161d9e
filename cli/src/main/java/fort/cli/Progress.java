package fort.cli;

/// Shows how far long work is: one line on stderr, on terminals only, rewritten at most ten times a second.
final class Progress implements AutoCloseable {
    private static final long STEP_MILLIS = 100;

    private final Surroundings surroundings;
    private final String what;
    private final boolean shown;
    private long lastMillis;

    Progress(Surroundings surroundings, String what) {
        this.surroundings = surroundings;
        this.what = what;
        this.shown = surroundings.terminal().isPresent();
    }

    void at(long count) {
        long now = surroundings.clock().millis();
        if (shown && now - lastMillis >= STEP_MILLIS) {
            lastMillis = now;
            surroundings.err().print("\r" + what + " " + count + " ");
            surroundings.err().flush();
        }
    }

    @Override
    public void close() {
        if (shown && lastMillis != 0) {
            surroundings.err().print("\r\u001b[K");
            surroundings.err().flush();
        }
    }
}
