package fort.domain;

/// A class of printable ASCII characters.
public enum CharacterClass {
    LOWER("abcdefghijklmnopqrstuvwxyz"),
    UPPER("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    DIGIT("0123456789"),
    /// Symbols that need no quoting in a POSIX shell's single quotes, in a URL's user part after percent-encoding, or
    /// in YAML.
    SYMBOL("!#%&()*+,-./:;<=>?@[]^_{|}~");

    private final String characters;

    CharacterClass(String characters) {
        this.characters = characters;
    }

    /// Its characters, in ASCII order.
    public String characters() {
        return characters;
    }

    /// Whether a character counts for this class; any printable ASCII character that is no letter or digit is a
    /// symbol.
    public boolean contains(char c) {
        return switch (this) {
            case LOWER -> c >= 'a' && c <= 'z';
            case UPPER -> c >= 'A' && c <= 'Z';
            case DIGIT -> c >= '0' && c <= '9';
            case SYMBOL -> c > ' ' && c < 0x7f && !LOWER.contains(c) && !UPPER.contains(c) && !DIGIT.contains(c);
        };
    }
}
