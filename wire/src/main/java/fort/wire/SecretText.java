package fort.wire;

import java.util.Arrays;

/// A secret that travels as a JSON string: a password, a token, an unseal share. Held as UTF-8 bytes, never
/// as a `String`, and not printable.
///
/// Owns its array; [#wipe] overwrites it. No `equals`: comparing secrets is the business of the room that
/// stores them.
public final class SecretText {
    private final byte[] utf8;

    private SecretText(byte[] utf8) {
        this.utf8 = utf8;
    }

    /// Takes ownership of `utf8`: the caller must not keep or use the array.
    public static SecretText owning(byte[] utf8) {
        return new SecretText(utf8);
    }

    /// Encodes `characters`, which stay the caller's to wipe.
    public static SecretText of(char[] characters) {
        return new SecretText(Wipe.utf8(characters, 0, characters.length));
    }

    /// The live UTF-8 bytes, not a copy.
    public byte[] bytes() {
        return utf8;
    }

    /// Overwrites the bytes with zeros.
    public void wipe() {
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "SecretText[" + utf8.length + " bytes]";
    }
}
