package fort.domain;

/// Just enough DER (X.690) to find how long an integer is.
final class DerLengths {
    private static final int INTEGER = 0x02;

    private final byte[] der;
    private int at;

    DerLengths(byte[] der) {
        this.der = der;
    }

    /// Steps into a constructed value of that tag.
    boolean enter(int tag) {
        return header(tag) >= 0;
    }

    /// Steps over a value of that tag.
    boolean skip(int tag) {
        int length = header(tag);
        if (length < 0 || length > der.length - at) {
            return false;
        }
        at += length;
        return true;
    }

    /// The bit length of the positive integer here, or −1.
    int integerBits() {
        int length = header(INTEGER);
        if (length < 1 || length > der.length - at) {
            return -1;
        }
        int first = at;
        while (first < at + length && der[first] == 0) {
            first++;
        }
        int bytes = at + length - first;
        return bytes == 0 ? 0 : bytes * 8 - (Integer.numberOfLeadingZeros(der[first] & 0xff) - 24);
    }

    /// The length of the content, or −1 when the tag is another or the length is not readable.
    private int header(int tag) {
        if (at + 2 > der.length || (der[at] & 0xff) != tag) {
            return -1;
        }
        int length = der[at + 1] & 0xff;
        at += 2;
        if (length < 0x80) {
            return length;
        }
        int bytes = length & 0x7f;
        if (bytes < 1 || bytes > 3 || at + bytes > der.length) {
            return -1;
        }
        length = 0;
        for (int i = 0; i < bytes; i++) {
            length = (length << 8) | (der[at++] & 0xff);
        }
        return length;
    }
}
