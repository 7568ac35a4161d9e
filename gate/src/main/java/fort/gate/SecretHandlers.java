package fort.gate;

import fort.access.Capability;
import fort.crypto.Place;
import fort.domain.HeadChange;
import fort.domain.KvSettings;
import fort.domain.Lifecycle;
import fort.domain.MetadataEdit;
import fort.domain.NewVersion;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.SecretType;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Secrets of kv mounts, versions 1 and 2: one model, two ways to spell it.
///
/// A secret is two kinds of row: its head (`secret`, all metadata) and a row of sealed bytes for each kept version
/// (`version`). The key of a
/// version row starts with the time, so new versions land beside each other in the store whatever the path: a write
/// touches few pages.
final class SecretHandlers implements Handler<SecretOperation<?>> {
    static final Collection<SecretHead> HEADS = Collection.of("secret", SecretHead.class);
    static final Collection<byte[]> VERSIONS = Collection.ofSealedBytes("version", true);

    private final SecretLists lists = new SecretLists();
    private final SecretBundles bundles = new SecretBundles(this);
    private final SecretRules rules = new SecretRules();

    @Override
    public Demand demand(Act act, SecretOperation<?> operation) {
        Mount mount = act.interior().mounts().at(false, operation.mount());
        return mount == null || !mount.type().equals("kv")
                ? Demand.needs(operation.mount(), Capability.READ)
                : SecretDemands.of(act, mount, operation);
    }

    @Override
    public Plan<?> plan(Act act, SecretOperation<?> operation) {
        Mount mount = act.interior().mounts().at(false, operation.mount());
        if (mount == null || !mount.type().equals("kv")) {
            return Handler.noMount(operation.mount());
        }
        return switch (operation) {
            case SecretOperation.Read o -> read(act, mount, o.path(), o.version());
            case SecretOperation.Write o -> write(act, mount, o.path(), o.json(), o.checkAndSet(), o.type());
            case SecretOperation.Patch o -> patch(act, mount, o);
            case SecretOperation.Delete o -> delete(act, mount, o.path());
            case SecretOperation.DeleteVersions o ->
                change(act, mount, o.path(), o.versions(), head -> Lifecycle.delete(head, o.versions(), act.now()));
            case SecretOperation.UndeleteVersions o ->
                change(
                        act,
                        mount,
                        o.path(),
                        o.versions(),
                        head -> Lifecycle.undelete(head, settings(mount), o.versions(), act.now()));
            case SecretOperation.DestroyVersions o ->
                change(act, mount, o.path(), o.versions(), head -> Lifecycle.destroy(head, o.versions()));
            case SecretOperation.ReadMetadata o ->
                head(act, mount, o.path())
                        .<Plan<?>>map(entry -> Plan.done(entry.value()))
                        .orElseGet(SecretHandlers::absent);
            case SecretOperation.WriteMetadata o -> writeMetadata(act, mount, o.path(), o.change(), false);
            case SecretOperation.PatchMetadata o -> writeMetadata(act, mount, o.path(), o.change(), true);
            case SecretOperation.DeleteMetadata o -> remove(act, mount, o.path());
            case SecretOperation.ListNames o -> lists.names(act, mount, o);
            case SecretOperation.Search o -> lists.search(act, mount, o);
            case SecretOperation.ReadMany o -> readMany(act, mount, o);
            case SecretOperation.Changed o -> SecretWatch.changed(act, mount, o);
            case SecretOperation.Subkeys o -> subkeys(act, mount, o);
            case SecretOperation.Generate o -> generate(act, mount, o);
            case SecretOperation.Export o -> bundles.export(act, mount, o);
            case SecretOperation.Import o -> bundles.load(act, mount, o);
            case SecretOperation.ReadConfig _ -> Plan.done(mount);
            case SecretOperation.WriteConfig o -> writeConfig(act, mount, o);
        };
    }

    static Optional<Rows.Entry<SecretHead>> head(Act act, Mount mount, SecretPath path) {
        return act.interior().rows().get(HEADS, headKey(mount, path.value()));
    }

    static String headKey(Mount mount, String path) {
        return mount.id() + "/" + path;
    }

    static KvSettings settings(Mount mount) {
        return mount.isKv2()
                ? new KvSettings(mount.maxVersions(), mount.casRequired(), false, mount.deleteVersionAfterSeconds())
                : new KvSettings(1, false, false, KvSettings.DELETION_OFF);
    }

    static <T> Plan<T> absent() {
        return Plan.refused(Refusal.Reason.NOT_FOUND, "no such secret or version");
    }

    private Plan<?> read(Act act, Mount mount, SecretPath path, long version) {
        Optional<Rows.Entry<SecretHead>> entry = head(act, mount, path);
        if (entry.isEmpty()) {
            return absent();
        }
        SecretHead head = entry.get().value();
        Optional<VersionInfo> info = version == 0 ? head.current() : head.version(version);
        if (info.isEmpty() || info.get().state() == fort.domain.VersionState.STAGED) {
            return absent();
        }
        SecretValue value = open(act, mount, head, info.get());
        Plan<?> found = Plan.done(
                new SecretOperation.SecretView(head, info.get(), value),
                Fact.version(info.get().number()));
        Plan<?> plan = value == null
                ? found
                : found.after(() -> fetched(act, mount, head, info.get().number()));
        return value != null && head.expired(act.now())
                ? plan.warning("this secret expired at " + head.expiresTime() + " by the policy of its type")
                : plan;
    }

    /// The value is about to leave: whoever asked is a consumer of this version.
    static void fetched(Act act, Mount mount, SecretHead head, long version) {
        act.interior().fetches().note(act.caller(), headKey(mount, head.path()), version, act.now());
    }

    /// @return null when the version is deleted or destroyed
    static @Nullable SecretValue open(Act act, Mount mount, SecretHead head, VersionInfo info) {
        if (!info.readable(act.now())) {
            return null;
        }
        byte[] sealed = act.interior()
                .rows()
                .get(VERSIONS, info.storageKey())
                .map(Rows.Entry::value)
                .orElseThrow(() -> new fort.domain.Fault(
                        fort.domain.Fault.Code.INTEGRITY,
                        "a stored version is missing",
                        "version " + info.number() + " of a secret in mount " + mount.path()));
        return act.interior().keyring().open(place(act, mount, head.path(), info.number()), sealed);
    }

    static Place place(Act act, Mount mount, String path, long version) {
        return new Place(act.interior().environment(), VERSIONS.name(), headKey(mount, path), version);
    }

    Plan<?> write(
            Act act,
            Mount mount,
            SecretPath path,
            SecretValue json,
            @Nullable Long checkAndSet,
            @Nullable String type) {
        Optional<Rows.Entry<SecretHead>> before = head(act, mount, path);
        SecretRules.Typed typed = rules.type(act.interior().types(), before.map(Rows.Entry::value), type);
        if (typed instanceof SecretRules.Typed.Unknown(String message)) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, message);
        }
        SecretType chosen = ((SecretRules.Typed.Known) typed).type();
        SecretHead head = before.map(Rows.Entry::value)
                .map(old -> SecretRules.retyped(old, chosen))
                .orElseGet(() -> SecretHead.empty(mount.id(), path.value(), chosen, act.now()));
        Outcome<HeadChange> early = Lifecycle.checkCas(head, settings(mount), checkAndSet);
        if (early instanceof Outcome.Refused<HeadChange>(Refusal refusal)) {
            return Plan.refused(refusal);
        }
        String fingerprint = rules.fingerprint(act.interior(), chosen, json);
        Optional<Refusal> broken = rules.violations(act.interior(), chosen, head, json, fingerprint);
        if (broken.isPresent()) {
            return Plan.refused(broken.get());
        }
        long number = head.lastVersion() + 1;
        byte[] sealed = act.interior().keyring().seal(place(act, mount, path.value(), number), json);
        NewVersion version = new NewVersion(
                storageKey(act),
                act.caller().principal(),
                fingerprint,
                act.interior().keyring().keyVersion(sealed),
                json.length());
        Outcome<HeadChange> outcome =
                Lifecycle.write(head, settings(mount), chosen.policy(), version, checkAndSet, act.now());
        return switch (outcome) {
            case Outcome.Refused<HeadChange>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<HeadChange>(HeadChange done) -> {
                List<Change> changes = changes(act, mount, before, done);
                VersionInfo added = done.addition().orElseThrow();
                changes.add(act.interior().rows().put(VERSIONS, added.storageKey(), sealed, Change.ABSENT));
                yield Plan.done(
                                new SecretOperation.SecretView(done.head(), added, null),
                                changes,
                                Fact.version(added.number()))
                        .warnings(done.warnings());
            }
        };
    }

    private static String storageKey(Act act) {
        return act.interior().storageKey(act.now());
    }

    /// The changes of a lifecycle step, but for an added version's bytes.
    static List<Change> changes(Act act, Mount mount, Optional<Rows.Entry<SecretHead>> before, HeadChange done) {
        List<Change> changes = new ArrayList<>();
        long revision = before.map(Rows.Entry::revision).orElse(Change.ABSENT);
        String key = headKey(mount, done.head().path());
        SecretHead filed = DueIndex.file(act.interior(), key, done.head(), changes);
        changes.add(act.interior().rows().put(HEADS, key, filed, revision));
        for (VersionInfo gone : done.removed()) {
            changes.add(new Change.Delete(VERSIONS.name(), gone.storageKey(), Change.ANY));
        }
        return changes;
    }

    private Plan<?> patch(Act act, Mount mount, SecretOperation.Patch operation) {
        Optional<Rows.Entry<SecretHead>> entry = head(act, mount, operation.path());
        Optional<VersionInfo> info = entry.flatMap(found -> found.value().current());
        if (entry.isEmpty() || info.isEmpty()) {
            return absent();
        }
        SecretValue current = open(act, mount, entry.get().value(), info.get());
        if (current == null) {
            return absent();
        }
        try (current;
                SecretValue merged = JsonMerge.merge(current, operation.json())) {
            // Without a check-and-set of the caller's own, what was merged must still be what is replaced: the
            // head's revision sees to it.
            return write(act, mount, operation.path(), merged, operation.checkAndSet(), null);
        }
    }

    private Plan<?> delete(Act act, Mount mount, SecretPath path) {
        Optional<Rows.Entry<SecretHead>> entry = head(act, mount, path);
        if (entry.isEmpty()) {
            return Plan.done(0L);
        }
        long version = entry.get().value().currentVersion();
        if (mount.isKv1()) {
            return Plan.done(version, removal(act.interior(), mount, entry.get()), Fact.version(version));
        }
        HeadChange change = Lifecycle.deleteCurrent(entry.get().value(), act.now());
        return Plan.done(
                version, change.changed() ? changes(act, mount, entry, change) : List.of(), Fact.version(version));
    }

    private static Plan<?> change(
            Act act,
            Mount mount,
            SecretPath path,
            List<Long> versions,
            java.util.function.Function<SecretHead, Outcome<HeadChange>> step) {
        Optional<Rows.Entry<SecretHead>> entry = head(act, mount, path);
        if (entry.isEmpty()) {
            return Plan.done(List.of());
        }
        return switch (step.apply(entry.get().value())) {
            case Outcome.Refused<HeadChange>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<HeadChange>(HeadChange done) ->
                Plan.done(done.changed() ? changes(act, mount, entry, done) : List.of())
                        .facts(versions.stream().map(Fact::version).toList());
        };
    }

    private Plan<?> remove(Act act, Mount mount, SecretPath path) {
        Optional<Rows.Entry<SecretHead>> entry = head(act, mount, path);
        if (entry.isEmpty()) {
            return Plan.done(List.of());
        }
        return Plan.done(removal(act.interior(), mount, entry.get()));
    }

    static List<Change> removal(Interior interior, Mount mount, Rows.Entry<SecretHead> entry) {
        List<Change> changes = new ArrayList<>(Consumers.removal(interior.rows(), entry.key()));
        RotationLists.remove(interior, entry.key(), entry.value(), changes);
        changes.add(new Change.Delete(HEADS.name(), headKey(mount, entry.value().path()), entry.revision()));
        for (VersionInfo version : Lifecycle.remove(entry.value())) {
            changes.add(new Change.Delete(VERSIONS.name(), version.storageKey(), Change.ANY));
        }
        return changes;
    }

    private Plan<?> writeMetadata(
            Act act, Mount mount, SecretPath path, SecretOperation.MetadataChange change, boolean patch) {
        Optional<Rows.Entry<SecretHead>> before = head(act, mount, path);
        if (patch && before.isEmpty()) {
            return absent();
        }
        SecretRules.Typed typed = rules.type(act.interior().types(), before.map(Rows.Entry::value), change.type());
        if (typed instanceof SecretRules.Typed.Unknown(String message)) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, message);
        }
        SecretType type = ((SecretRules.Typed.Known) typed).type();
        SecretHead head = before.map(Rows.Entry::value)
                .orElseGet(() -> SecretHead.empty(mount.id(), path.value(), type, act.now()));
        MetadataEdit edit = SecretRules.edit(change, change.type() == null ? null : type);
        Outcome<HeadChange> outcome = patch
                ? Lifecycle.patchMetadata(head, settings(mount), edit, act.now())
                : Lifecycle.putMetadata(head, before.isEmpty(), settings(mount), edit, act.now());
        return switch (outcome) {
            case Outcome.Refused<HeadChange>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<HeadChange>(HeadChange done) ->
                Plan.done(done.head(), done.changed() ? changes(act, mount, before, done) : List.of())
                        .warnings(done.warnings());
        };
    }

    private Plan<?> readMany(Act act, Mount mount, SecretOperation.ReadMany operation) {
        if (operation.paths().isEmpty()) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "name at least one secret to read");
        }
        List<SecretOperation.SecretView> found = new ArrayList<>();
        List<SecretPath> missing = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (SecretPath path : operation.paths()) {
            String policyPath = SecretDemands.dataPath(mount, path.value());
            Optional<SecretHead> head = act.rights().may(policyPath, Capability.READ)
                    ? head(act, mount, path).map(Rows.Entry::value)
                    : Optional.empty();
            Optional<VersionInfo> info = head.flatMap(SecretHead::current);
            SecretValue value = info.isEmpty() ? null : open(act, mount, head.orElseThrow(), info.get());
            if (value == null) {
                missing.add(path);
                facts.add(new Fact(policyPath, 0, Map.of("served", "no")));
            } else {
                found.add(new SecretOperation.SecretView(head.orElseThrow(), info.orElseThrow(), value));
                facts.add(Fact.of(policyPath, info.orElseThrow().number()));
            }
        }
        return Plan.done(new SecretOperation.Many(found, missing))
                .facts(facts)
                .after(() -> found.forEach(
                        view -> fetched(act, mount, view.head(), view.version().number())));
    }

    private Plan<?> subkeys(Act act, Mount mount, SecretOperation.Subkeys operation) {
        Plan<?> read = read(act, mount, operation.path(), operation.version());
        if (!(read.outcome() instanceof Outcome.Done<?>(SecretOperation.SecretView view))) {
            return read;
        }
        try (SecretValue value = view.value()) {
            byte[] json = value == null ? null : JsonMerge.subkeys(value, operation.depth());
            return Plan.done(
                    new SecretOperation.SubkeysView(view.head(), view.version(), json),
                    Fact.version(view.version().number()));
        }
    }

    private Plan<?> generate(Act act, Mount mount, SecretOperation.Generate operation) {
        Optional<SecretType> type = act.interior().types().find(operation.type());
        if (type.isEmpty()) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "no such secret type: see the list of types");
        }
        try (SecretValue json = rules.generate(act.interior(), type.get(), operation.field())) {
            Plan<?> written = write(act, mount, operation.path(), json, operation.checkAndSet(), operation.type());
            return written;
        }
    }

    private static Plan<?> writeConfig(Act act, Mount mount, SecretOperation.WriteConfig operation) {
        Mount changed = new Mount(
                mount.id(),
                mount.auth(),
                mount.path(),
                mount.type(),
                mount.accessor(),
                mount.description(),
                mount.tuning(),
                mount.options(),
                mount.local(),
                operation.casRequired() == null ? mount.casRequired() : operation.casRequired(),
                operation.maxVersions() == null ? mount.maxVersions() : operation.maxVersions(),
                operation.deleteVersionAfterSeconds() == null
                        ? mount.deleteVersionAfterSeconds()
                        : operation.deleteVersionAfterSeconds());
        return Plan.done(List.of(MountHandlers.put(act.interior(), changed)));
    }
}
