package fort.server.api;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/// Ids of requests: version 4 UUIDs. An id names a request in answers and records and guards nothing, so a fast
/// generator does.
public final class RequestIds {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private RequestIds() {}

    public static String next(RandomGenerator random) {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & ~0xc000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        byte[] text = new byte[36];
        write(text, 0, high >>> 32, 8);
        write(text, 9, high >>> 16, 4);
        write(text, 14, high, 4);
        write(text, 19, low >>> 48, 4);
        write(text, 24, low, 12);
        text[8] = text[13] = text[18] = text[23] = '-';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void write(byte[] text, int at, long bits, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            text[at + i] = HEX[(int) bits & 15];
            bits >>>= 4;
        }
    }
}
