package fort.domain;

/// The named limits of what one environment holds. A request beyond one is refused with
/// [Refusal.Reason#LIMIT_EXCEEDED] before any work is done for it; a number that an operator may change says so, and
/// this is then its default.
public final class Limits {
    /// The largest value of a secret version, in bytes of its JSON text. Configurable up to [#VALUE_BYTES_CEILING].
    public static final int VALUE_BYTES_MAX = 512 * 1024;

    /// What [#VALUE_BYTES_MAX] may be configured to at most.
    public static final int VALUE_BYTES_CEILING = 1024 * 1024;

    /// Fields of one value, counted over all nested objects.
    public static final int VALUE_FIELDS_MAX = 1_000;

    /// Nesting of one value: the outer object is depth 1.
    public static final int VALUE_DEPTH_MAX = 32;

    /// Versions one secret may keep.
    public static final int VERSIONS_MAX = 1_000;

    public static final int TAGS_MAX = 64;

    /// One tag, in characters.
    public static final int TAG_LENGTH_MAX = 128;

    public static final int CONSUMERS_MAX = 256;

    /// Owner, description of a consumer, in characters.
    public static final int NAME_LENGTH_MAX = 256;

    public static final int DESCRIPTION_LENGTH_MAX = 4_096;

    /// Vault's own limits of `custom_metadata`; lengths in UTF-8 bytes.
    public static final int CUSTOM_METADATA_KEYS_MAX = 64;

    public static final int CUSTOM_METADATA_KEY_BYTES_MAX = 128;
    public static final int CUSTOM_METADATA_VALUE_BYTES_MAX = 512;

    /// Secrets of one environment. Configurable.
    public static final long SECRETS_PER_ENVIRONMENT_MAX = 2_000_000;

    /// Versions named in one delete, undelete or destroy call.
    public static final int VERSIONS_PER_CALL_MAX = 1_000;

    private Limits() {}
}
