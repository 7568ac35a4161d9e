package fort.access;

import fort.domain.Outcome;

/// Reads the text of a policy.
final class PolicyReader {
    private PolicyReader() {}

    static Outcome<Policy> read(String name, String text) {
        return Stub.later();
    }
}
