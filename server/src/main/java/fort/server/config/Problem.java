package fort.server.config;

/// One thing that is wrong with a configuration.
///
/// @param line from 1, or 0 when it is about the whole file
/// @param message one sentence that says what to do
public record Problem(int line, String message) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        return line != other.line ? Integer.compare(line, other.line) : message.compareTo(other.message);
    }

    @Override
    public String toString() {
        return line == 0 ? message : "line " + line + ": " + message;
    }
}
