package fort.wire;

import java.util.Arrays;

/// A secret that travels as a JSON object: the value of a secret's version. Held as the object's UTF-8
/// bytes and not printable.
///
/// Owns its array; [#wipe] overwrites it. Always one well-formed JSON object: what is not one is refused
/// when a message is read.
public final class SecretJson {
    private final byte[] utf8;

    private SecretJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /// Takes ownership of `utf8`, the text of one JSON object: the caller must not keep or use the array.
    public static SecretJson owning(byte[] utf8) {
        return new SecretJson(utf8);
    }

    /// The live bytes of the object, not a copy.
    public byte[] bytes() {
        return utf8;
    }

    /// Overwrites the bytes with zeros.
    public void wipe() {
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "SecretJson[" + utf8.length + " bytes]";
    }
}
