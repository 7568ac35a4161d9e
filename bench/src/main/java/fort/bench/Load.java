package fort.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/// A kind of request, and by how many connections at once.
///
/// @param kind what is asked
/// @param connections each has one request under way at a time
record Load(Kind kind, int connections) {
    static final int VALUE_BYTES = 256;

    enum Kind {
        READ,
        WRITE,
        /// Nine reads and a write, in turn.
        MIX;

        Part part() {
            return switch (this) {
                case READ -> Part.READS;
                case WRITE -> Part.WRITES;
                case MIX -> Part.MIX;
            };
        }

        String label() {
            return this == MIX ? "90/10 mix" : name().toLowerCase(Locale.ROOT) + "s";
        }
    }

    String label() {
        return kind.label() + "/s at " + connections + (connections == 1 ? " connection" : " connections");
    }

    static String path(int number) {
        return "/v1/secret/data/bench/" + number;
    }

    /// The same value for the same number in each run.
    static String body(int number) {
        Random random = new Random(number);
        StringBuilder value = new StringBuilder("{\"data\":{\"value\":\"");
        for (int i = 0; i < VALUE_BYTES; i++) {
            value.append((char) ('a' + random.nextInt(26)));
        }
        return value.append("\"}}").toString();
    }

    static byte[] readRequest(int number, String token) {
        return head("GET", path(number), token).append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] writeRequest(int number, String token) {
        String body = body(number);
        return request("POST", path(number), token, body);
    }

    static byte[] request(String method, String path, String token, String body) {
        return head(method, path, token)
                .append("Content-Type: application/json\r\nContent-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static StringBuilder head(String method, String path, String token) {
        return new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Vault-Token: ")
                .append(token)
                .append("\r\n");
    }
}
