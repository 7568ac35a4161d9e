package fort.domain;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A change to a secret's metadata: a null component leaves its part as it is.
///
/// @param customMetadata [Lifecycle#putMetadata] replaces the whole map; [Lifecycle#patchMetadata] merges it, where a
///     null value removes a key
/// @param deleteVersionAfterSeconds 0 clears
/// @param metadataCas the metadata version the caller saw, or null (OpenBao's `metadata_cas`)
public record MetadataEdit(
        @Nullable Integer maxVersions,
        @Nullable Boolean casRequired,
        @Nullable Boolean metadataCasRequired,
        @Nullable Long deleteVersionAfterSeconds,
        @Nullable Map<String, @Nullable String> customMetadata,
        @Nullable String owner,
        @Nullable String description,
        @Nullable List<String> tags,
        @Nullable List<String> consumers,
        @Nullable SecretType type,
        @Nullable Long metadataCas) {
    public static final MetadataEdit NOTHING =
            new MetadataEdit(null, null, null, null, null, null, null, null, null, null, null);

    public MetadataEdit {
        customMetadata = customMetadata == null ? null : Collections.unmodifiableMap(new HashMap<>(customMetadata));
        tags = tags == null ? null : List.copyOf(tags);
        consumers = consumers == null ? null : List.copyOf(consumers);
    }

    /// Only what Vault's metadata endpoint can change.
    public static MetadataEdit vault(
            @Nullable Integer maxVersions,
            @Nullable Boolean casRequired,
            @Nullable Boolean metadataCasRequired,
            @Nullable Long deleteVersionAfterSeconds,
            @Nullable Map<String, @Nullable String> customMetadata,
            @Nullable Long metadataCas) {
        return new MetadataEdit(
                maxVersions,
                casRequired,
                metadataCasRequired,
                deleteVersionAfterSeconds,
                customMetadata,
                null,
                null,
                null,
                null,
                null,
                metadataCas);
    }

    /// True when nothing but a precondition was given: such a write does nothing.
    boolean empty() {
        return maxVersions == null
                && casRequired == null
                && metadataCasRequired == null
                && deleteVersionAfterSeconds == null
                && customMetadata == null
                && owner == null
                && description == null
                && tags == null
                && consumers == null
                && type == null;
    }
}
