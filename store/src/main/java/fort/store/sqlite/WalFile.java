package fort.store.sqlite;

import fort.domain.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Looks at a write-ahead file before SQLite does.
///
/// SQLite reads such a file up to the first frame whose checksum fails and forgets the rest: right for a write
/// that a crash tore, wrong for a bit that flipped in the middle, because then acknowledged commits would vanish
/// without a word. The two can be told apart: a commit starts only after the one before it was synced, so a crash
/// tears the last commit alone. Two commits behind a bad frame mean damage.
///
/// Format: "WAL-mode File Format" in SQLite's file format documentation. A file whose header is bad is an empty
/// one to SQLite and holds at most one commit that counted, unless frames say otherwise.
final class WalFile {
    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int PAGE_BYTES = SqliteOptions.PAGE_BYTES;

    private int sum1;
    private int sum2;
    private int commitsBehindDamage;

    private WalFile() {}

    /// @throws Fault with code INTEGRITY when acknowledged commits would be lost by reading it
    static void requireWhole(Path file) {
        try {
            if (Files.exists(file) && Files.size(file) > HEADER_BYTES) {
                new WalFile().read(file);
            }
        } catch (IOException e) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the store cannot be read now", file + ": " + e);
        }
    }

    private void read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            channel.read(header, 0);
            boolean bigEndian = (header.getInt(0) & 1) == 1;
            ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            add(header, 0, FRAME_HEADER_BYTES, order);
            boolean whole = (header.getInt(0) & ~1) == MAGIC && header.getInt(8) == PAGE_BYTES && sumIsAt(header, 24);
            readFrames(channel, header.getLong(16), order, whole);
        }
        if (commitsBehindDamage > 1) {
            throw new Fault(
                    Fault.Code.INTEGRITY,
                    "the store is damaged",
                    file + ": a damaged frame is followed by " + commitsBehindDamage
                            + " commits that would be lost; restore the file or a backup");
        }
    }

    private void readFrames(FileChannel channel, long salt, ByteOrder order, boolean headerWhole) throws IOException {
        boolean whole = headerWhole;
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_BYTES + PAGE_BYTES);
        for (long at = HEADER_BYTES; at + frame.capacity() <= channel.size(); at += frame.capacity()) {
            channel.read(frame.clear(), at);
            boolean sameGeneration = frame.getLong(8) == salt;
            if (whole) {
                add(frame, 0, 8, order);
                add(frame, FRAME_HEADER_BYTES, PAGE_BYTES, order);
                whole = sameGeneration && sumIsAt(frame, 16);
            }
            boolean commits = frame.getInt(4) != 0;
            if (!whole && sameGeneration && commits) {
                commitsBehindDamage++;
            }
        }
    }

    private void add(ByteBuffer buffer, int from, int length, ByteOrder order) {
        ByteBuffer words = buffer.duplicate().order(order);
        for (int i = from; i < from + length; i += 8) {
            sum1 += words.getInt(i) + sum2;
            sum2 += words.getInt(i + 4) + sum1;
        }
    }

    private boolean sumIsAt(ByteBuffer buffer, int offset) {
        return buffer.getInt(offset) == sum1 && buffer.getInt(offset + 4) == sum2;
    }
}
