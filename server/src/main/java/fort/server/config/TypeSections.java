package fort.server.config;

import fort.domain.CharacterClass;
import fort.domain.Complexity;
import fort.domain.SecretType;
import fort.domain.TypePolicies;
import fort.domain.TypePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads the `[[type]]` tables: types of secrets and their policies are data of the operator.
///
/// A built-in type keeps what its table does not say; a new one begins as the default type does.
final class TypeSections {
    private static final int DAY_SECONDS = 86_400;
    private static final int DAYS_MAX = 36_500;
    private static final int VERSIONS_MAX = 10_000;
    private static final int LENGTH_MAX = 1_048_576;
    private static final int ENTROPY_BITS_MAX = 1_024;

    private TypeSections() {}

    static List<SecretType> read(List<Section> sections) {
        TypePolicies builtIn = TypePolicies.builtIn();
        List<SecretType> types = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : sections) {
            String name = section.requiredText("name");
            if (!names.add(name)) {
                section.report(section.line("name"), "type `" + name + "` is declared twice");
            }
            TypePolicy before = builtIn.orDefault(name).policy();
            try {
                types.add(new SecretType(name, policy(section, before)));
            } catch (IllegalArgumentException e) {
                section.report(section.line(), "type `" + name + "`: " + e.getMessage());
            }
            section.close();
        }
        return types;
    }

    private static TypePolicy policy(Section section, TypePolicy before) {
        long age = seconds(section, "maximum_age_days", before.maximumAgeSeconds());
        return new TypePolicy(
                age,
                seconds(section, "rotation_lead_days", Math.min(before.rotationLeadSeconds(), age - 1)),
                seconds(section, "grace_days", before.graceSeconds()),
                section.whole("versions_kept", before.versionsKept(), 1, VERSIONS_MAX),
                section.flag("owner_required", before.ownerRequired()),
                section.flag("reuse_refused", before.reuseRefused()),
                fields(section.sections("field"), before.fields()));
    }

    private static long seconds(Section section, String key, long before) {
        boolean given = section.has(key);
        int days = section.whole(key, 1, 0, DAYS_MAX);
        return given ? (long) days * DAY_SECONDS : before;
    }

    private static Map<String, Complexity> fields(List<Section> sections, Map<String, Complexity> before) {
        Map<String, Complexity> fields = new HashMap<>(before);
        for (Section section : sections) {
            String name = section.requiredText("name");
            Complexity old = fields.getOrDefault(name, Complexity.NONE);
            try {
                fields.put(
                        name,
                        new Complexity(
                                section.whole("length_min", old.lengthMin(), 0, LENGTH_MAX),
                                section.whole("length_max", old.lengthMax(), 1, LENGTH_MAX),
                                classes(section, old),
                                section.whole("entropy_bits_min", old.entropyBitsMin(), 0, ENTROPY_BITS_MAX),
                                section.flag("common_refused", old.commonRefused()),
                                old.form()));
            } catch (IllegalArgumentException e) {
                section.report(section.line(), "field `" + name + "`: " + e.getMessage());
            }
            section.close();
        }
        return fields;
    }

    private static Set<CharacterClass> classes(Section section, Complexity old) {
        List<String> words = section.texts("classes");
        if (!section.has("classes")) {
            return old.classes();
        }
        Set<CharacterClass> classes = new HashSet<>();
        for (String word : words) {
            try {
                classes.add(CharacterClass.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                section.report(section.line("classes"), "`classes` holds lower, upper, digit and symbol only");
            }
        }
        return classes;
    }
}
