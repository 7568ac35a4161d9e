package fort.gate;

import fort.access.Capability;
import fort.crypto.PassphraseBox;
import fort.domain.Fault;
import fort.domain.InvalidName;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import fort.store.Change;
import fort.store.Rows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Sealed export and import: current versions below a prefix in one box that a passphrase opens.
///
/// Inside the box: `1`, the number of secrets, then for each its path relative to the prefix, its type, and its
/// JSON, each with its length. The box
/// itself is [PassphraseBox].
final class SecretBundles {
    /// Secrets in one bundle.
    static final int SECRETS_MAX = 3_300;

    static final int BUNDLE_BYTES_MAX = 16 * 1024 * 1024;
    private static final byte FORMAT = 1;

    /// Callers that wait for a box; each is 64 MiB and some tenths of a second of work.
    private static final int BOXES_WAITING_MAX = 8;

    private final SecretHandlers secrets;
    private final Semaphore box = new Semaphore(1, true);

    SecretBundles(SecretHandlers secrets) {
        this.secrets = secrets;
    }

    Plan<?> export(Handler.Act act, Mount mount, SecretOperation.Export operation) {
        String base = mount.id() + "/" + operation.prefix();
        List<Rows.Entry<SecretHead>> heads =
                act.interior().rows().scan(SecretHandlers.HEADS, base, "", SECRETS_MAX + 1);
        if (heads.size() > SECRETS_MAX) {
            return Plan.refused(
                    Refusal.Reason.LIMIT_EXCEEDED,
                    "a bundle holds at most " + SECRETS_MAX + " secrets: export a narrower prefix");
        }
        List<Fact> facts = new ArrayList<>();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int count = 0;
        for (Rows.Entry<SecretHead> entry : heads) {
            SecretHead head = entry.value();
            String policyPath = SecretDemands.dataPath(mount, head.path());
            Optional<VersionInfo> info = head.current();
            if (info.isEmpty() || !act.rights().may(policyPath, Capability.READ)) {
                continue;
            }
            try (SecretValue value = SecretHandlers.open(act, mount, head, info.get())) {
                if (value != null) {
                    add(plain, head.path().substring(operation.prefix().length()), head.type(), value);
                    facts.add(Fact.of(policyPath, info.get().number()));
                    count++;
                }
            }
            if (plain.size() > BUNDLE_BYTES_MAX) {
                return Plan.refused(
                        Refusal.Reason.LIMIT_EXCEEDED, "the bundle would be too large: export a narrower prefix");
            }
        }
        if (count == 0) {
            return SecretHandlers.absent();
        }
        try (SecretValue content = SecretValue.owning(withHeader(plain.toByteArray(), count))) {
            return Plan.done(alone(() -> PassphraseBox.seal(
                            operation.passphrase(), content, act.interior().random())))
                    .facts(facts);
        }
    }

    private <R> R alone(Supplier<R> work) {
        if (box.getQueueLength() >= BOXES_WAITING_MAX) {
            throw new Fault(
                    Fault.Code.OVERLOADED, "too many exports and imports at once, try again later", "box queue full");
        }
        box.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            box.release();
        }
    }

    private static byte[] withHeader(byte[] entries, int count) {
        byte[] all = new byte[5 + entries.length];
        all[0] = FORMAT;
        java.nio.ByteBuffer.wrap(all).position(1).putInt(count);
        System.arraycopy(entries, 0, all, 5, entries.length);
        Arrays.fill(entries, (byte) 0);
        return all;
    }

    private static void add(ByteArrayOutputStream out, String path, String type, SecretValue value) {
        try {
            DataOutputStream data = new DataOutputStream(out);
            data.writeUTF(path);
            data.writeUTF(type);
            data.writeInt(value.length());
            data.write(value.reveal(Reveal.granted()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Plan<?> load(Handler.Act act, Mount mount, SecretOperation.Import operation) {
        if (operation.bundle().length > BUNDLE_BYTES_MAX) {
            return Plan.refused(Refusal.Reason.LIMIT_EXCEEDED, "the bundle is too large");
        }
        Optional<SecretValue> opened = alone(() -> PassphraseBox.open(operation.passphrase(), operation.bundle()));
        if (opened.isEmpty()) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST, "the bundle does not open: wrong passphrase, or it was changed");
        }
        Map<SecretPath, Item> items;
        try (SecretValue content = opened.get()) {
            items = parse(content, operation.prefix());
        } catch (IOException | InvalidName e) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "the bundle's content is not of a known form");
        }
        return write(act, mount, operation, items);
    }

    private record Item(String type, SecretValue json) {}

    private static Map<SecretPath, Item> parse(SecretValue content, String prefix) throws IOException {
        Map<SecretPath, Item> items = new LinkedHashMap<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content.reveal(Reveal.granted())));
        if (in.readByte() != FORMAT) {
            throw new IOException("unknown form");
        }
        int count = in.readInt();
        if (count < 0 || count > SECRETS_MAX) {
            throw new IOException("too many");
        }
        for (int i = 0; i < count; i++) {
            SecretPath path = new SecretPath(prefix + in.readUTF());
            String type = in.readUTF();
            byte[] json = in.readNBytes(Math.min(Math.max(in.readInt(), 0), BUNDLE_BYTES_MAX));
            items.put(path, new Item(type, SecretValue.owning(json)));
        }
        return items;
    }

    private Plan<?> write(Handler.Act act, Mount mount, SecretOperation.Import operation, Map<SecretPath, Item> items) {
        List<String> created = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (Map.Entry<SecretPath, Item> item : items.entrySet()) {
            try (SecretValue json = item.getValue().json()) {
                SecretPath path = item.getKey();
                String policyPath = SecretDemands.dataPath(mount, path.value());
                Optional<Rows.Entry<SecretHead>> before = SecretHandlers.head(act, mount, path);
                Optional<VersionInfo> current =
                        before.flatMap(entry -> entry.value().current());
                if (!act.rights().may(policyPath, before.isEmpty() ? Capability.CREATE : Capability.UPDATE)) {
                    return Plan.refused(Refusal.Reason.FORBIDDEN, "permission denied");
                }
                // To whoever may not read it, whether it is the same would tell whether a guess is right.
                if (current.isPresent()
                        && act.rights().may(policyPath, Capability.READ)
                        && same(act, mount, before.orElseThrow().value(), current.get(), json)) {
                    unchanged.add(path.value());
                    continue;
                }
                if (current.isPresent() && !operation.overwrite()) {
                    return Plan.refused(
                            Refusal.Reason.ALREADY_EXISTS,
                            "\"" + path + "\" exists; nothing was imported. Ask for overwrite to replace");
                }
                String type =
                        act.interior().types().find(item.getValue().type()).isPresent()
                                ? item.getValue().type()
                                : null;
                Plan<?> one = secrets.write(act, mount, path, json, null, type);
                if (one.outcome() instanceof Outcome.Refused<?>(Refusal refusal)) {
                    return Plan.refused(new Refusal(
                            refusal.reason(), "\"" + path + "\": " + refusal.message() + "; nothing was imported"));
                }
                changes.addAll(one.changes());
                facts.add(Fact.of(policyPath, one.facts().getFirst().version()));
                (current.isPresent() ? replaced : created).add(path.value());
            }
        }
        SecretOperation.ImportReport report = new SecretOperation.ImportReport(created, replaced, unchanged);
        if (operation.dryRun()) {
            return Plan.done(report, Fact.details(Map.of("dry_run", "true")));
        }
        return Plan.done(report, changes).facts(facts);
    }

    private static boolean same(Handler.Act act, Mount mount, SecretHead head, VersionInfo info, SecretValue json) {
        try (SecretValue value = SecretHandlers.open(act, mount, head, info)) {
            return value != null && value.matches(json);
        } catch (Fault fault) {
            return false;
        }
    }
}
