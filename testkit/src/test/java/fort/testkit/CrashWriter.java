package fort.testkit;

import fort.domain.Fault;
import fort.store.Change;
import fort.store.Store;
import fort.store.Stores;
import fort.store.Unit;
import fort.store.sqlite.SqliteOptions;
import fort.store.sqlite.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The process that crash tests kill: it writes numbered units through the port and prints `ACK n` when, and only
/// when, the store says that unit `n` is durable. Each unit writes two rows with contents that follow from its
/// number, so a check needs no other record.
final class CrashWriter {
    static final String LEFT = "left";
    static final String RIGHT = "right";

    /// Whether it keeps memory with each write until there is none.
    private static final boolean HOARD = Boolean.getBoolean("fort.hoard");

    private static final int HOARDED_BYTES = 2 << 20;

    private CrashWriter() {}

    enum Kind {
        SQLITE,
        /// Not what ships: the control that shows that the power cut of these tests does harm.
        SQLITE_WITHOUT_SYNC,
        POSTGRES;

        Store open(String location) {
            return switch (this) {
                case SQLITE -> Stores.sqlite(Path.of(location));
                case SQLITE_WITHOUT_SYNC -> SqliteStore.open(Path.of(location), new SqliteOptions(false, 2, 8L << 20));
                case POSTGRES -> Postgres.open(location);
            };
        }
    }

    /// Arguments: kind, location, number of the first unit, number of units.
    public static void main(String[] arguments) {
        long next = Long.parseLong(arguments[2]);
        List<byte[]> hoard = new ArrayList<>();
        long end = next + Long.parseLong(arguments[3]);
        try (Store store = Kind.valueOf(arguments[0]).open(arguments[1])) {
            say("READY");
            while (next < end) {
                int count = (int) Math.min(end - next, 1 + next % 7);
                if (HOARD) {
                    hoard.add(new byte[HOARDED_BYTES]);
                    say("HOARD " + hoard.size());
                }
                write(store, next, count);
                next += count;
            }
        } catch (Fault fault) {
            say("FAULT " + fault.code() + " " + fault.detail());
        }
        say("END");
    }

    private static void write(Store store, long first, int count) {
        List<Unit> units = new ArrayList<>();
        for (long number = first; number < first + count; number++) {
            units.add(unit(number));
        }
        try {
            store.commit(
                    units, (accepted, base) -> List.of(new Change.Put("last", "last", Change.ANY, content(first))));
            for (long number = first; number < first + count; number++) {
                say("ACK " + number);
            }
        } catch (Fault fault) {
            say("FAULT " + fault.code() + " " + fault.detail());
            recover(store);
        }
    }

    private static void recover(Store store) {
        try {
            store.recover();
        } catch (Fault fault) {
            say("STILL " + fault.code() + " " + fault.detail());
        }
    }

    private static Unit unit(long number) {
        return new Unit(List.of(
                new Change.Put(LEFT, key(number), Change.ABSENT, content(number)),
                new Change.Put(RIGHT, key(number), Change.ABSENT, content(number))));
    }

    static String key(long number) {
        return "unit/" + Long.toHexString(number * 0x9E3779B97F4A7C15L) + "/" + number;
    }

    static long number(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
    }

    static byte[] content(long number) {
        byte[] bytes = new byte[50 + (int) (number % 900)];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    private static void say(String line) {
        System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8), 0, line.length() + 1);
        System.out.flush();
    }
}
