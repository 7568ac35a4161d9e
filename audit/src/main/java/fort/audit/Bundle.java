package fort.audit;

import fort.domain.Fault;
import fort.store.Store;

/// The envelopes of one commit, as they lie in their row: each after its length in two bytes, as in a
/// `tlog-tiles` entry bundle.
record Bundle(long first, long end, byte[] bytes) {
    static final int LENGTH_BYTES = 2;

    /// @throws Fault INTEGRITY when the lengths do not add up
    static Bundle of(Store.Row row) {
        long end = LogRows.number(row.key());
        int count = count(row.bytes());
        if (count < 1 || count > end) {
            throw new Fault(Fault.Code.INTEGRITY, "the audit log is damaged", "bundle " + row.key() + " is malformed");
        }
        return new Bundle(end - count, end, row.bytes());
    }

    /// How many entries lie in these bytes, or −1 when they are not whole entries.
    static int count(byte[] bytes) {
        int count = 0;
        int at = 0;
        while (at < bytes.length) {
            if (bytes.length - at < LENGTH_BYTES) {
                return -1;
            }
            at += LENGTH_BYTES + length(bytes, at);
            count++;
        }
        return at == bytes.length ? count : -1;
    }

    static int length(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    static void putLength(byte[] bytes, int at, int length) {
        bytes[at] = (byte) (length >> 8);
        bytes[at + 1] = (byte) length;
    }

    /// Visits the entries from `next` on.
    ///
    /// @return the next index that is wanted, or `to` when the visitor has enough
    /// @throws Fault INTEGRITY when `next` should be here but the bundle starts after it
    long visit(long next, long to, LogReader.Visitor visitor) {
        if (first > next) {
            throw LogReader.missing(next);
        }
        int at = 0;
        for (long index = first; index < end && index < to; index++) {
            int length = length(bytes, at);
            if (index >= next && !visitor.visit(index, bytes, at + LENGTH_BYTES, length)) {
                return to;
            }
            at += LENGTH_BYTES + length;
        }
        return Math.max(next, Math.min(end, to));
    }
}
