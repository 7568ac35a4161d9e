package fort.server;

import fort.access.Parameters;
import fort.domain.EnvironmentName;
import fort.gate.Request;
import fort.identity.Credential;
import java.util.random.RandomGenerator;

/// Makes the [Request] of acts that no request from outside asked for, and the ids of all of them.
final class Requests {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Requests() {}

    static Request internal(EnvironmentName environment, Credential credential, RandomGenerator random) {
        return new Request(id(random), environment, credential, "internal", "fort", "", Parameters.NONE, 0);
    }

    /// A version 4 UUID. An id names a request in answers and records; it guards nothing, so a fast generator does.
    static String id(RandomGenerator random) {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & ~0xc000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        byte[] text = new byte[36];
        int at = 0;
        for (int shift = 60; shift >= 0; shift -= 4) {
            text[at++] = (byte) HEX[(int) (high >>> shift) & 15];
            if (shift == 32 || shift == 16 || shift == 0) {
                text[at++] = '-';
            }
        }
        for (int shift = 60; shift >= 0; shift -= 4) {
            text[at++] = (byte) HEX[(int) (low >>> shift) & 15];
            if (shift == 48) {
                text[at++] = '-';
            }
        }
        return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
