package fort.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bounds of a [MetadataEdit] that Vault does not have.
final class MetadataLimits {
    private MetadataLimits() {}

    static @Nullable Refusal check(MetadataEdit edit) {
        Integer maxVersions = edit.maxVersions();
        if (maxVersions != null && (maxVersions < 0 || maxVersions > Limits.VERSIONS_MAX)) {
            return exceeded("max_versions is 0 to " + Limits.VERSIONS_MAX);
        }
        Long deleteAfter = edit.deleteVersionAfterSeconds();
        if (deleteAfter != null && (deleteAfter < 0 || deleteAfter > TypePolicy.MAXIMUM_AGE_SECONDS_MAX)) {
            return new Refusal(
                    Refusal.Reason.INVALID_REQUEST, "delete_version_after is not negative and at most 100 years");
        }
        Refusal refusal = check("tag", edit.tags(), Limits.TAGS_MAX, Limits.TAG_LENGTH_MAX);
        if (refusal == null) {
            refusal = check("consumer", edit.consumers(), Limits.CONSUMERS_MAX, Limits.NAME_LENGTH_MAX);
        }
        if (refusal == null) {
            refusal = check("owner", edit.owner(), Limits.NAME_LENGTH_MAX);
        }
        return refusal == null ? check("description", edit.description(), Limits.DESCRIPTION_LENGTH_MAX) : refusal;
    }

    private static @Nullable Refusal check(String what, @Nullable List<String> names, int countMax, int lengthMax) {
        if (names == null) {
            return null;
        }
        if (names.size() > countMax) {
            return exceeded("a secret has at most " + countMax + " " + what + "s");
        }
        for (String name : names) {
            if (name.isBlank() || !name.strip().equals(name)) {
                return new Refusal(
                        Refusal.Reason.INVALID_REQUEST,
                        "a " + what + " is not empty and does not start or end with a space");
            }
            Refusal refusal = check(what, name, lengthMax);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable Refusal check(String what, @Nullable String text, int lengthMax) {
        return text == null || text.length() <= lengthMax
                ? null
                : exceeded("the " + what + " has at most " + lengthMax + " characters");
    }

    private static Refusal exceeded(String message) {
        return new Refusal(Refusal.Reason.LIMIT_EXCEEDED, message);
    }
}
