package fort.domain;

/// The name of an environment: 2 to 32 characters of `a-z`, `0-9` and inner single `-`, starting with a letter.
///
/// The alphabet is this narrow on purpose: no look-alike, case variant or separator of another part of Fort can be
/// spelled in it, so a name is equal to another only when its characters are. `root`, `system` and `admin` are
/// reserved.
///
/// @throws InvalidName when the text is not canonical; nothing is repaired
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {
    public EnvironmentName {
        Names.requireEnvironment(value);
    }

    @Override
    public int compareTo(EnvironmentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
