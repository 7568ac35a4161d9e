package fort.audit;

import fort.store.Change;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Collects one segment's search index: the HMAC-SHA256 of each searchable field, cut to 128 bits, with the
/// numbers of the records that have it.
///
/// Who holds the store learns which records have an equal field, and how many; nothing else without the search
/// key.
///
/// ## Layout
/// 256 parts by the first byte of the hash, so that a search reads one small row. A part is, ascending by hash:
/// hash (16), count (4), and that many record numbers within the segment (2 each), ascending; all big-endian.
final class BlindIndex {
    static final int HASH_LENGTH = 16;
    private static final int REMEMBERED_MAX = 4096;

    private final Mac mac;
    private final TreeMap<byte[], Numbers> postings = new TreeMap<>(Arrays::compareUnsigned);
    private final Map<String, byte[]> remembered = new LinkedHashMap<>();

    BlindIndex(byte[] searchKey) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(searchKey, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /// The hashes a record with these fields must carry; in the order rarest first, as a rule.
    List<byte[]> terms(Query query) {
        List<byte[]> terms = new ArrayList<>();
        term(terms, "requestId", query.requestId());
        term(terms, "path", query.path());
        term(terms, "principal", query.principal());
        term(terms, "operation", query.operation());
        term(terms, "result", query.result());
        return terms;
    }

    private void term(List<byte[]> terms, String field, @Nullable String value) {
        if (value != null) {
            terms.add(hash(field, value));
        }
    }

    /// @param number of the record within its segment
    void add(int number, AuditRecord record) {
        add(number, hash("requestId", record.requestId()));
        add(number, remembered("path", record.path()));
        add(number, remembered("principal", record.principal()));
        add(number, remembered("operation", record.operation()));
        add(number, remembered("result", record.result()));
    }

    private void add(int number, byte[] hash) {
        postings.computeIfAbsent(hash, _ -> new Numbers()).add(number);
    }

    private byte[] remembered(String field, String value) {
        if (remembered.size() >= REMEMBERED_MAX) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(field + "=" + value, _ -> hash(field, value));
    }

    private byte[] hash(String field, String value) {
        mac.update(field.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        return Arrays.copyOf(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), HASH_LENGTH);
    }

    /// One row for each part that is not empty.
    List<Change> parts(long segment) {
        Map<String, ByteArrayOutputStream> parts = new LinkedHashMap<>();
        postings.forEach((hash, numbers) -> {
            ByteArrayOutputStream part =
                    parts.computeIfAbsent(partKey(segment, hash), _ -> new ByteArrayOutputStream());
            part.writeBytes(hash);
            numbers.writeTo(part);
        });
        List<Change> changes = new ArrayList<>();
        parts.forEach((key, bytes) -> changes.add(LogRows.put(LogRows.INDEX, key, bytes.toByteArray())));
        return changes;
    }

    static String partKey(long segment, byte[] hash) {
        return LogRows.key(segment) + "/" + HexFormat.of().toHexDigits(hash[0]);
    }

    /// The numbers that a part holds for a hash.
    static int[] find(byte[] part, byte[] hash) {
        int at = 0;
        while (at < part.length) {
            int count = ByteBuffer.wrap(part).getInt(at + HASH_LENGTH);
            int numbers = at + HASH_LENGTH + 4;
            if (Arrays.equals(part, at, at + HASH_LENGTH, hash, 0, HASH_LENGTH)) {
                int[] found = new int[count];
                for (int i = 0; i < count; i++) {
                    found[i] = Bundle.length(part, numbers + 2 * i);
                }
                return found;
            }
            at = numbers + 2 * count;
        }
        return new int[0];
    }

    private static final class Numbers {
        private char[] numbers = new char[1];
        private int count;

        void add(int number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = (char) number;
        }

        void writeTo(ByteArrayOutputStream out) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(count).array());
            for (int i = 0; i < count; i++) {
                out.write(numbers[i] >> 8);
                out.write(numbers[i]);
            }
        }
    }
}
