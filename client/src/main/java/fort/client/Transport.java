package fort.client;

import java.util.Map;

/// One request, one answer. Package-private: the tests put a fake in its place.
interface Transport extends AutoCloseable {
    /// @throws FortException with UNREACHABLE or BAD_ANSWER
    Reply send(Request request);

    @Override
    void close();

    /// @param target path and query, percent-encoded
    /// @param idempotent it may be sent again when a kept connection turns out to be dead
    /// @param bodyBytesMax the largest answer accepted
    record Request(
            String method,
            String target,
            Map<String, String> headers,
            byte[] body,
            boolean idempotent,
            int bodyBytesMax) {}

    /// @param headers names in lower case; of a repeated one the last
    record Reply(int status, Map<String, String> headers, byte[] body) {
        String header(String lowerCaseName) {
            return headers.getOrDefault(lowerCaseName, "");
        }
    }
}
