package fort.gate;

import fort.access.Capability;
import fort.domain.InvalidName;
import fort.domain.Names;
import fort.domain.Refusal;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import fort.domain.VersionState;
import fort.store.Change;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ledger of consumers, see [ConsumerOperation].
final class ConsumerHandlers implements Handler<ConsumerOperation<?>> {
    @Override
    public Demand demand(Act act, ConsumerOperation<?> operation) {
        Mount mount = act.interior().mounts().at(false, operation.mount());
        if (mount == null || !mount.type().equals("kv")) {
            return Demand.needs(operation.mount(), Capability.READ);
        }
        String data = SecretDemands.dataPath(mount, operation.path().value());
        String metadata = SecretDemands.metadataPath(mount, operation.path().value());
        return switch (operation) {
            case ConsumerOperation.Declare _, ConsumerOperation.Acknowledge _ -> Demand.needs(data, Capability.READ);
            case ConsumerOperation.ListConsumers _ -> Demand.needs(metadata, Capability.READ);
            case ConsumerOperation.Forget _ -> Demand.needs(administration(mount, operation.path()), Capability.DELETE);
            case ConsumerOperation.Acceptable o ->
                Demand.needs(o.values() || act.rights().may(data, Capability.READ) ? data : metadata, Capability.READ);
        };
    }

    static String administration(Mount mount, SecretPath path) {
        return "sys/consumers/" + mount.path() + "/" + path;
    }

    @Override
    public Plan<?> plan(Act act, ConsumerOperation<?> operation) {
        Mount mount = act.interior().mounts().at(false, operation.mount());
        if (mount == null || !mount.type().equals("kv")) {
            return Handler.noMount(operation.mount());
        }
        Optional<Rows.Entry<SecretHead>> head = SecretHandlers.head(act, mount, operation.path());
        if (head.isEmpty()) {
            return SecretHandlers.absent();
        }
        return switch (operation) {
            case ConsumerOperation.Declare o -> declare(act, mount, head.get(), o);
            case ConsumerOperation.Acknowledge o -> acknowledge(act, mount, head.get(), o);
            case ConsumerOperation.ListConsumers _ ->
                Plan.done(new ConsumerOperation.Ledger(
                        head.get().value().currentVersion(),
                        Consumers.views(act.interior().rows(), head.get().key())));
            case ConsumerOperation.Forget o -> forget(act, head.get(), o.consumer());
            case ConsumerOperation.Acceptable o ->
                acceptable(act, mount, head.get().value(), o.values());
        };
    }

    private static Plan<?> declare(
            Act act, Mount mount, Rows.Entry<SecretHead> head, ConsumerOperation.Declare operation) {
        return change(act, mount, head, operation.consumer(), 0);
    }

    private static Plan<?> acknowledge(
            Act act, Mount mount, Rows.Entry<SecretHead> head, ConsumerOperation.Acknowledge operation) {
        Optional<VersionInfo> version = head.value().version(operation.version());
        return version.isEmpty() || version.get().state() == VersionState.STAGED
                ? SecretHandlers.absent()
                : change(act, mount, head, operation.consumer(), operation.version());
    }

    /// @param acknowledged 0: none, the consumer is declared only
    private static Plan<?> change(
            Act act, Mount mount, Rows.Entry<SecretHead> head, @Nullable String named, long acknowledged) {
        String principal = act.caller().principal();
        String consumer = named == null ? principal : named;
        Rows rows = act.interior().rows();
        Optional<Rows.Entry<ConsumerEntry>> before = Consumers.find(rows, head.key(), consumer);
        Optional<Refusal> refused = before.isPresent()
                ? refusalToChange(act, mount, head.value(), before.get().value())
                : refusalToAdd(rows, head.key(), consumer, principal);
        if (refused.isPresent()) {
            return Plan.refused(refused.get());
        }
        List<Change> changes = new ArrayList<>();
        ConsumerEntry entry = before.map(Rows.Entry::value)
                .orElseGet(() -> fresh(rows, head.key(), consumer, principal, changes))
                .declaredNow();
        if (acknowledged > 0) {
            entry = entry.acknowledged(acknowledged, act.now());
        }
        if (before.isEmpty() || !entry.equals(before.get().value())) {
            long revision = before.map(Rows.Entry::revision).orElse(Change.ABSENT);
            changes.addAll(Consumers.put(rows, head, entry, revision));
        }
        return Plan.done(entry.view(), changes, new Fact("", acknowledged, Map.of("consumer", consumer)));
    }

    /// Who was seen reading under its principal's name now says which service it is: what was seen is the service's.
    private static ConsumerEntry fresh(
            Rows rows, String headKey, String consumer, String principal, List<Change> changes) {
        ConsumerEntry fresh = ConsumerEntry.of(consumer, principal, true);
        Optional<Rows.Entry<ConsumerEntry>> learned = Consumers.find(rows, headKey, principal);
        if (learned.isEmpty() || learned.get().value().declared()) {
            return fresh;
        }
        changes.add(
                rows.delete(Consumers.ROWS, learned.get().key(), learned.get().revision()));
        ConsumerEntry seen = learned.get().value();
        return seen.fetchedTime() == null ? fresh : fresh.fetched(seen.fetchedVersion(), seen.fetchedTime());
    }

    private static Optional<Refusal> refusalToChange(Act act, Mount mount, SecretHead head, ConsumerEntry entry) {
        boolean own = entry.principal().equals(act.caller().principal());
        return own || act.rights().may(administration(mount, new SecretPath(head.path())), Capability.UPDATE)
                ? Optional.empty()
                : Optional.of(new Refusal(Refusal.Reason.FORBIDDEN, "another principal declared this consumer"));
    }

    /// A service's name is a simple one: without a slash it is no principal's.
    private static Optional<Refusal> refusalToAdd(Rows rows, String headKey, String consumer, String principal) {
        if (!consumer.equals(principal)) {
            try {
                Names.requireSimple("consumer", consumer);
            } catch (InvalidName e) {
                return Optional.of(new Refusal(Refusal.Reason.INVALID_REQUEST, String.valueOf(e.getMessage())));
            }
            if (consumer.equals("root")) {
                return Optional.of(new Refusal(Refusal.Reason.INVALID_REQUEST, "this consumer's name is reserved"));
            }
        }
        return Consumers.entries(rows, headKey).size() < Consumers.PER_SECRET_MAX
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Refusal.Reason.LIMIT_EXCEEDED,
                        "a secret has at most " + Consumers.PER_SECRET_MAX + " consumers"));
    }

    private static Plan<?> forget(Act act, Rows.Entry<SecretHead> head, @Nullable String named) {
        String consumer = named == null ? act.caller().principal() : named;
        Rows rows = act.interior().rows();
        Fact fact = Fact.details(Map.of("consumer", consumer));
        return Consumers.find(rows, head.key(), consumer)
                .<Plan<?>>map(
                        entry -> Plan.done(List.of(rows.delete(Consumers.ROWS, entry.key(), entry.revision())), fact))
                .orElseGet(() -> Plan.refused(Refusal.Reason.NOT_FOUND, "no such consumer"));
    }

    private static Plan<?> acceptable(Act act, Mount mount, SecretHead head, boolean values) {
        List<ConsumerOperation.AcceptableVersion> versions = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (VersionInfo version : head.acceptable(act.now())) {
            SecretValue value = values ? SecretHandlers.open(act, mount, head, version) : null;
            versions.add(new ConsumerOperation.AcceptableVersion(version, value));
            facts.add(Fact.version(version.number()));
        }
        Plan<?> plan =
                Plan.done(new ConsumerOperation.AcceptableView(head, versions)).facts(facts);
        return values ? plan.after(() -> SecretHandlers.fetched(act, mount, head, head.currentVersion())) : plan;
    }
}
