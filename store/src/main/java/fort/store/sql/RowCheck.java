package fort.store.sql;

import fort.domain.Fault;
import fort.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// A checksum over a whole row: name, revision and bytes. Neither SQLite nor a default PostgreSQL notices a
/// flipped bit; sealed bytes notice it themselves, but a flipped revision or an index entry that leads to another
/// row does not. No protection against an attacker: that is the seal's work.
public final class RowCheck {
    private RowCheck() {}

    public static int of(String collection, String key, long revision, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(collection.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        for (int shift = 56; shift >= 0; shift -= 8) {
            crc.update((int) (revision >>> shift) & 0xff);
        }
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /// @throws Fault with code INTEGRITY when the row is not the one that was written
    public static Store.Row checked(String collection, String key, long revision, byte[] bytes, int check) {
        if (of(collection, key, revision, bytes) != check) {
            throw new Fault(
                    Fault.Code.INTEGRITY,
                    "a stored row is damaged",
                    "row of collection " + collection + " at revision " + revision + ": checksum differs");
        }
        return new Store.Row(key, revision, bytes);
    }

    /// Refuses a page size outside the port's limits.
    public static void requireLimit(int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("a page has 1 to 10,000 rows");
        }
    }
}
