package fort.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Metadata as Vault's KV version 2 handles it, with OpenBao's check-and-set for it.
final class KvMetadata {
    private KvMetadata() {}

    static Outcome<HeadChange> put(
            SecretHead head, boolean created, KvSettings settings, MetadataEdit edit, Instant now) {
        if (edit.empty()) {
            return Outcome.done(HeadChange.none(head));
        }
        Map<String, String> custom = new TreeMap<>();
        Map<String, @Nullable String> given = edit.customMetadata();
        if (given != null) {
            // a null is written as an empty text, which the validation then refuses, as Vault does
            given.forEach((key, value) -> custom.put(key, value == null ? "" : value));
        }
        Refusal refusal = check(head, created, settings, edit, custom);
        return refusal != null
                ? Outcome.refused(refusal)
                : done(head, settings, edit, given == null ? null : custom, now);
    }

    static Outcome<HeadChange> patch(SecretHead head, KvSettings settings, MetadataEdit edit, Instant now) {
        if (edit.empty()) {
            return Outcome.done(HeadChange.none(head));
        }
        Map<String, String> stored = head.customMetadata();
        Map<String, String> custom = stored == null ? new TreeMap<>() : new TreeMap<>(stored);
        Map<String, @Nullable String> given = edit.customMetadata();
        if (given != null) {
            given.forEach((key, value) -> {
                if (value == null) {
                    custom.remove(key);
                } else {
                    custom.put(key, value);
                }
            });
        }
        Refusal refusal = check(head, false, settings, edit, custom);
        return refusal != null
                ? Outcome.refused(refusal)
                : done(head, settings, edit, given == null ? null : custom, now);
    }

    private static Outcome<HeadChange> done(
            SecretHead head,
            KvSettings settings,
            MetadataEdit edit,
            @Nullable Map<String, String> custom,
            Instant now) {
        HeadDraft draft = new HeadDraft(head).edit(edit, now);
        if (custom != null) {
            draft.customMetadata(custom);
        }
        return Outcome.done(new HeadChange(draft.head(), true, null, List.of(), warnings(settings, edit)));
    }

    private static List<String> warnings(KvSettings settings, MetadataEdit edit) {
        List<String> warnings = new ArrayList<>();
        if (settings.casRequired() && Boolean.FALSE.equals(edit.casRequired())) {
            warnings.add(mandated("cas_required"));
        }
        if (settings.metadataCasRequired() && Boolean.FALSE.equals(edit.metadataCasRequired())) {
            warnings.add(mandated("metadata_cas_required"));
        }
        return warnings;
    }

    private static String mandated(String field) {
        return "\"" + field + "\" set to false, but is mandated by backend config. This value will be ignored.";
    }

    private static @Nullable Refusal check(
            SecretHead head, boolean created, KvSettings settings, MetadataEdit edit, Map<String, String> custom) {
        Refusal refusal = edit.customMetadata() == null ? null : CustomMetadata.check(custom);
        if (refusal == null) {
            refusal = MetadataLimits.check(edit);
        }
        return refusal == null ? checkCas(head, created, settings, edit.metadataCas()) : refusal;
    }

    private static @Nullable Refusal checkCas(
            SecretHead head, boolean created, KvSettings settings, @Nullable Long cas) {
        if (cas == null) {
            return head.metadataCasRequired() || settings.metadataCasRequired()
                    ? refusal("metadata check-and-set parameter required for this call")
                    : null;
        }
        if (created) {
            return cas == 0 ? null : refusal("metadata_cas must be 0 when creating new metadata");
        }
        return cas == head.metadataVersion()
                ? null
                : refusal("metadata check-and-set parameter does not match the current version");
    }

    private static Refusal refusal(String message) {
        return new Refusal(Refusal.Reason.CHECK_AND_SET, message);
    }
}
