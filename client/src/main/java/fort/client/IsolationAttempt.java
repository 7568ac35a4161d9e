package fort.client;

import java.util.Map;

/// One request that must not reach another environment.
///
/// @param variant in which way the other environment is named
/// @param naming how sure it is that the other one is meant
record IsolationAttempt(
        String variant, Naming naming, String method, String target, Map<String, String> headers, boolean hasBody) {
    enum Naming {
        /// Nobody can read it otherwise: it must be refused.
        CLEAR,
        /// A place where Fort looks for no name, such as a query parameter: the credential's own environment may
        /// answer,
        /// the other one must not. Only tried with calls that change nothing.
        DOUBTFUL,
        /// A call that anybody may make; the answer must be the one that anybody gets.
        OPEN
    }
}
