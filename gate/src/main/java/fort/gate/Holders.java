package fort.gate;

import fort.domain.Reveal;
import fort.domain.SecretHead;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import fort.gate.EmergencyOperation.Holder;
import fort.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Finds who holds a value that was found where it should not be.
///
/// There is no index of values, not even of hashed ones: it would tell who holds the store which secrets are equal,
/// and
/// every write would pay for it. So each readable version is opened and compared, keyed hash with keyed hash, some
/// thousands at a time; the answer says where to go on.
final class Holders {
    /// Secrets looked at for one answer, which takes about a tenth of a second.
    private static final int LOOKED_MAX = 5_000;

    private static final int CHUNK = 500;

    /// Levels of objects and lists within a value.
    private static final int DEPTH_MAX = 32;

    Plan<?> find(Handler.Act act, EmergencyOperation.FindHolders operation) {
        byte[] wanted = act.interior().fingerprints().hash(operation.value().reveal(Reveal.granted()));
        List<Holder> found = new ArrayList<>();
        String after = operation.after();
        long looked = 0;
        boolean more = true;
        while (more && looked < LOOKED_MAX) {
            List<Rows.Entry<SecretHead>> chunk = act.interior().rows().scan(SecretHandlers.HEADS, "", after, CHUNK);
            more = chunk.size() == CHUNK;
            for (Rows.Entry<SecretHead> head : chunk) {
                after = head.key();
                looked++;
                look(act, head, wanted, found);
            }
        }
        Map<String, String> details = Map.of(
                "fingerprint", HexFormat.of().formatHex(wanted, 0, 16),
                "looked", Long.toString(looked),
                "found", Integer.toString(found.size()));
        return Plan.done(new EmergencyOperation.HoldersPage(found, looked, more ? after : null), Fact.details(details));
    }

    private static void look(Handler.Act act, Rows.Entry<SecretHead> head, byte[] wanted, List<Holder> found) {
        Mount mount = RotationPlace.mountOf(act.interior(), head.key());
        if (mount == null) {
            return;
        }
        for (VersionInfo version : head.value().versions()) {
            try (SecretValue value = SecretHandlers.open(act, mount, head.value(), version)) {
                if (value != null) {
                    compare(act, mount, head.value(), version, value, wanted, found);
                }
            }
        }
    }

    private static void compare(
            Handler.Act act,
            Mount mount,
            SecretHead head,
            VersionInfo version,
            SecretValue value,
            byte[] wanted,
            List<Holder> found) {
        String state = version.state().name().toLowerCase(Locale.ROOT);
        if (equal(act, value.reveal(Reveal.granted()), wanted)) {
            found.add(new Holder(mount.path(), head.path(), version.number(), state, ""));
            return;
        }
        List<String> fields = new ArrayList<>();
        fields(act, "", JsonMerge.parse(value), wanted, fields, 0);
        fields.forEach(field -> found.add(new Holder(mount.path(), head.path(), version.number(), state, field)));
    }

    private static void fields(
            Handler.Act act, String at, JsonNode node, byte[] wanted, List<String> found, int depth) {
        if (node.isString()) {
            if (equal(act, node.stringValue().getBytes(StandardCharsets.UTF_8), wanted)) {
                found.add(at);
            }
        } else if (node.isObject() && depth < DEPTH_MAX) {
            node.properties()
                    .forEach(field -> fields(
                            act,
                            at.isEmpty() ? field.getKey() : at + "." + field.getKey(),
                            field.getValue(),
                            wanted,
                            found,
                            depth + 1));
        } else if (node.isArray() && depth < DEPTH_MAX) {
            for (int i = 0; i < node.size(); i++) {
                fields(act, at + "[" + i + "]", node.get(i), wanted, found, depth + 1);
            }
        }
    }

    private static boolean equal(Handler.Act act, byte[] candidate, byte[] wanted) {
        return java.security.MessageDigest.isEqual(act.interior().fingerprints().hash(candidate), wanted);
    }
}
