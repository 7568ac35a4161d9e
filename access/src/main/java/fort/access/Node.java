package fort.access;

import java.util.List;

/// A value of a policy's text, from HCL or JSON alike.
sealed interface Node {
    /// The line it starts on, from 1.
    int line();

    record Text(String value, int line) implements Node {}

    /// @param value a `Long` or a `Double`
    record Numeral(Number value, int line) implements Node {}

    record Truth(boolean value, int line) implements Node {}

    /// JSON only.
    record Nothing(int line) implements Node {}

    record Items(List<Node> values, int line) implements Node {}

    record Block(List<Entry> entries, int line) implements Node {}

    /// @param keys one or more: HCL's `path "secret/*" {` has two
    record Entry(List<String> keys, Node value, int line) {}
}
