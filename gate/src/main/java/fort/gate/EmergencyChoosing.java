package fort.gate;

import fort.audit.LoggedRecord;
import fort.audit.Query;
import fort.domain.Refusal;
import fort.domain.RotationSettings;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.gate.EmergencyOperation.Chosen;
import fort.gate.EmergencyOperation.EmergencyChoice;
import fort.gate.EmergencyOperation.EmergencyPreview;
import fort.store.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the secrets that an emergency's choice means: the exact list, in order, with a hash that a person confirms.
final class EmergencyChoosing {
    private static final int CHUNK = 1_000;

    /// Pages of the record searched for what a principal has read; a page is a thousand records.
    private static final int LOG_PAGES_MAX = 500;

    /// Acts by which a value leaves Fort.
    private static final Set<String> READS = Set.of("secret.read", "secret.read_many", "secret.export");

    Plan<?> preview(Handler.Act act, EmergencyChoice choice) {
        if (choice.empty() || (choice.since() != null && choice.readBy() == null)) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    "say which secrets: by path, prefix, type, tag, consumer, target, or by who has read them since when");
        }
        List<Mount> mounts = mounts(act, choice);
        if (mounts.isEmpty()) {
            return Handler.noMount(choice.mount());
        }
        Set<String> read = new HashSet<>();
        if (choice.readBy() != null && !readPaths(act, choice, read)) {
            return tooMany("this principal's records are more than can be searched at once; name a later time");
        }
        List<Chosen> chosen = new ArrayList<>();
        List<Chosen> unprepared = new ArrayList<>();
        for (Mount mount : mounts) {
            if (!add(act, mount, choice, read, chosen, unprepared)) {
                return tooMany("an emergency has at most " + EmergencyOperation.SECRETS_MAX + " secrets; choose fewer");
            }
        }
        return Plan.done(new EmergencyPreview(chosen, unprepared, hash(chosen, unprepared)));
    }

    private static Plan<?> tooMany(String message) {
        return Plan.refused(Refusal.Reason.LIMIT_EXCEEDED, message);
    }

    private static List<Mount> mounts(Handler.Act act, EmergencyChoice choice) {
        return act.interior().mounts().all(false).stream()
                .filter(mount -> mount.type().equals("kv"))
                .filter(mount -> choice.mount().isEmpty() || mount.path().equals(choice.mount()))
                .sorted(Comparator.comparing(Mount::path))
                .toList();
    }

    /// @return false when there are too many
    private static boolean add(
            Handler.Act act,
            Mount mount,
            EmergencyChoice choice,
            Set<String> read,
            List<Chosen> chosen,
            List<Chosen> unprepared) {
        if (!choice.paths().isEmpty()) {
            for (SecretPath path : choice.paths().stream().distinct().sorted().toList()) {
                SecretHandlers.head(act, mount, path)
                        .ifPresent(head -> sort(act, mount, choice, read, head, chosen, unprepared));
            }
            return chosen.size() + unprepared.size() <= EmergencyOperation.SECRETS_MAX;
        }
        String base = mount.id() + "/" + (choice.prefix() == null ? "" : choice.prefix());
        String after = "";
        List<Rows.Entry<SecretHead>> chunk;
        do {
            chunk = act.interior().rows().scan(SecretHandlers.HEADS, base, after, CHUNK);
            for (Rows.Entry<SecretHead> head : chunk) {
                after = head.key();
                sort(act, mount, choice, read, head, chosen, unprepared);
            }
            if (chosen.size() + unprepared.size() > EmergencyOperation.SECRETS_MAX) {
                return false;
            }
        } while (chunk.size() == CHUNK);
        return true;
    }

    private static void sort(
            Handler.Act act,
            Mount mount,
            EmergencyChoice choice,
            Set<String> read,
            Rows.Entry<SecretHead> head,
            List<Chosen> chosen,
            List<Chosen> unprepared) {
        String path = head.value().path();
        RotationSettings settings =
                RotationPlans.row(act.interior(), head.key()).settings();
        boolean meant = head.value().currentVersion() > 0
                && matches(choice, head.value(), settings)
                && (choice.prefix() == null || path.startsWith(choice.prefix()))
                && (choice.readBy() == null || read.contains(SecretDemands.dataPath(mount, path)));
        if (meant && settings != null) {
            chosen.add(new Chosen(mount.path(), path, settings.rotator(), settings.target()));
        } else if (meant) {
            unprepared.add(new Chosen(mount.path(), path, "", ""));
        }
    }

    private static boolean matches(EmergencyChoice choice, SecretHead head, @Nullable RotationSettings settings) {
        return (choice.type() == null || choice.type().equals(head.type()))
                && (choice.tag() == null || head.tags().contains(choice.tag()))
                && (choice.consumer() == null || head.consumers().contains(choice.consumer()))
                && (choice.target() == null
                        || (settings != null && choice.target().equals(settings.target())));
    }

    /// @param found paths as policies see them, of values that were given to the principal
    /// @return false when the record has more than is searched at once
    private static boolean readPaths(Handler.Act act, EmergencyChoice choice, Set<String> found) {
        Query query = Query.ALL
                .withPrincipal(java.util.Objects.requireNonNull(choice.readBy()))
                .withResult("ok")
                .between(choice.since(), null);
        Long cursor = Long.MAX_VALUE;
        for (int page = 0; page < LOG_PAGES_MAX; page++) {
            Query.Page records = act.interior().log().search(query, cursor, CHUNK);
            for (LoggedRecord logged : records.records()) {
                if (READS.contains(logged.record().operation())
                        && logged.record().version() > 0) {
                    found.add(logged.record().path());
                }
            }
            cursor = records.cursor();
            if (cursor == null) {
                return true;
            }
        }
        return false;
    }

    /// Over the names alone: what is confirmed is which secrets change, not what they are.
    private static String hash(List<Chosen> chosen, List<Chosen> unprepared) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (List<Chosen> list : List.of(chosen, unprepared)) {
                for (Chosen one : list) {
                    sha256.update((one.mount() + "\n" + one.path() + "\n").getBytes(StandardCharsets.UTF_8));
                }
                sha256.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
