package fort.gate;

import fort.access.Capability;
import fort.crypto.Place;
import fort.crypto.RandomText;
import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import fort.store.Change;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Promotion. Each act stays in its own chamber; only [Gate] hands an offer from one to the other.
final class PromotionHandlers implements Handler<PromotionOperation<?>> {
    private final SecretHandlers secrets;

    PromotionHandlers(SecretHandlers secrets) {
        this.secrets = secrets;
    }

    @Override
    public Demand demand(Act act, PromotionOperation<?> operation) {
        return switch (operation) {
            case PromotionOperation.CreatePromotion _ -> Demand.needs("sys/promotions", Capability.CREATE);
            case PromotionOperation.OfferSource _ -> Demand.needs("sys/promotions/offer", Capability.UPDATE);
            case PromotionOperation.GatherOffer o -> gatherDemand(act, o);
            case PromotionOperation.ReceiveOffer _ -> Demand.INTERNAL;
            case PromotionOperation.ListPromotions _ -> Demand.needs("sys/promotions", Capability.LIST);
            case PromotionOperation.ReadPromotion o -> Demand.needs("sys/promotions/" + o.id(), Capability.READ);
            case PromotionOperation.DiffPromotion o -> Demand.needs("sys/promotions/" + o.id(), Capability.READ);
            case PromotionOperation.ApprovePromotion o ->
                Demand.needs("sys/promotions/" + o.id() + "/approve", Capability.UPDATE);
            case PromotionOperation.ApplyPromotion o ->
                Demand.needs("sys/promotions/" + o.id() + "/apply", Capability.UPDATE);
            case PromotionOperation.CancelPromotion o -> Demand.needs("sys/promotions/" + o.id(), Capability.DELETE);
        };
    }

    private static Demand gatherDemand(Act act, PromotionOperation.GatherOffer operation) {
        Mount mount = act.interior().mounts().at(false, operation.mount());
        return mount == null
                ? Demand.needs(operation.mount(), Capability.LIST)
                : Demand.needs(SecretDemands.metadataPath(mount, operation.sourcePrefix()), Capability.LIST);
    }

    @Override
    public Plan<?> plan(Act act, PromotionOperation<?> operation) {
        return switch (operation) {
            case PromotionOperation.CreatePromotion o -> create(act, o);
            case PromotionOperation.OfferSource _ -> throw new IllegalArgumentException("the gate takes it apart");
            case PromotionOperation.GatherOffer o -> gather(act, o);
            case PromotionOperation.ReceiveOffer o -> receive(act, o);
            case PromotionOperation.ListPromotions _ ->
                Plan.done(act.interior().rows().scan(Promotions.PROMOTIONS, "", "", 1_000).stream()
                        .map(row -> view(act, row.value()))
                        .toList());
            case PromotionOperation.ReadPromotion o -> with(act, o.id(), row -> Plan.done(view(act, row.value())));
            case PromotionOperation.DiffPromotion o -> with(act, o.id(), row -> Plan.done(view(act, row.value())));
            case PromotionOperation.ApprovePromotion o -> with(act, o.id(), row -> approve(act, row, o.mappingHash()));
            case PromotionOperation.ApplyPromotion o -> with(act, o.id(), row -> apply(act, row));
            case PromotionOperation.CancelPromotion o -> with(act, o.id(), row -> cancel(act, row));
        };
    }

    private static Plan<?> with(Act act, String id, java.util.function.Function<Rows.Entry<Promotions>, Plan<?>> step) {
        return act.interior()
                .rows()
                .get(Promotions.PROMOTIONS, id)
                .<Plan<?>>map(step)
                .orElseGet(() -> Plan.refused(Refusal.Reason.NOT_FOUND, "no such promotion"));
    }

    private static Plan<?> create(Act act, PromotionOperation.CreatePromotion operation) {
        if (operation.items().isEmpty() || operation.items().size() > Promotions.ITEMS_MAX) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST, "a promotion maps 1 to " + Promotions.ITEMS_MAX + " names");
        }
        if (operation.justification().isBlank()
                || operation.justification().length() > Promotions.JUSTIFICATION_LENGTH_MAX) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST, "a promotion needs a justification of up to 1000 characters");
        }
        if (operation.source().equals(act.interior().environment())) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "source and target are the same environment");
        }
        Mount mount = act.interior().mounts().at(false, operation.mount());
        if (mount == null || !mount.type().equals("kv")) {
            return Handler.noMount(operation.mount());
        }
        Set<String> froms = new HashSet<>();
        Set<String> tos = new HashSet<>();
        List<Promotions.Line> lines = new ArrayList<>();
        for (PromotionOperation.Item item : operation.items()) {
            Promotions.Line line = Promotions.Line.of(item);
            if (!froms.add(line.from()) || (!line.to().isEmpty() && !tos.add(line.to()))) {
                return Plan.refused(Refusal.Reason.INVALID_REQUEST, "a name is mapped twice: \"" + line.from() + "\"");
            }
            if (line.action().equals("generate")
                    && act.interior().types().find(line.extra()).isEmpty()) {
                return Plan.refused(Refusal.Reason.INVALID_REQUEST, "no such secret type for \"" + line.from() + "\"");
            }
            lines.add(line);
        }
        String id = new RandomText(act.interior().random()).uuid();
        Promotions promotion = new Promotions(
                id,
                operation.source().value(),
                operation.mount(),
                operation.sourcePrefix(),
                lines,
                Promotions.hash(operation.source().value(), operation.mount(), operation.sourcePrefix(), lines),
                operation.justification(),
                act.caller().principal(),
                act.now(),
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                false);
        return Plan.done(
                view(act, promotion),
                List.of(act.interior().rows().put(Promotions.PROMOTIONS, id, promotion, Change.ABSENT)),
                Fact.details(Map.of("promotion", id, "mapping", promotion.mappingHash())));
    }

    /// Reads in the source what the mapping copies; each value is decided and recorded by itself.
    private static Plan<?> gather(Act act, PromotionOperation.GatherOffer operation) {
        Mount mount = act.interior().mounts().at(false, operation.mount());
        if (mount == null || !mount.type().equals("kv")) {
            return Handler.noMount(operation.mount());
        }
        Set<String> mapped = new HashSet<>(operation.mapped());
        List<String> unmapped = act
                .interior()
                .rows()
                .scan(SecretHandlers.HEADS, mount.id() + "/" + operation.sourcePrefix(), "", 10_000)
                .stream()
                .map(entry -> entry.value().path())
                .filter(path -> !mapped.contains(path))
                .toList();
        List<PromotionOperation.OfferedValue> values = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (SecretPath from : operation.copied()) {
            String policyPath = SecretDemands.dataPath(mount, from.value());
            if (!act.rights().may(policyPath, Capability.READ)) {
                values.forEach(value -> value.value().close());
                return Plan.refused(Refusal.Reason.FORBIDDEN, "permission denied");
            }
            Optional<SecretHead> head = SecretHandlers.head(act, mount, from).map(Rows.Entry::value);
            Optional<VersionInfo> info = head.flatMap(SecretHead::current);
            SecretValue value = info.isEmpty() ? null : SecretHandlers.open(act, mount, head.orElseThrow(), info.get());
            if (value == null) {
                missing.add(from.value());
                continue;
            }
            values.add(new PromotionOperation.OfferedValue(
                    from, head.orElseThrow().type(), info.orElseThrow().number(), value));
            facts.add(new Fact(
                    policyPath,
                    info.orElseThrow().number(),
                    Map.of(
                            "promotion",
                            operation.promotionId(),
                            "to",
                            operation.target().value())));
        }
        return Plan.done(new PromotionOperation.Offer(values, unmapped, missing))
                .facts(facts);
    }

    private static Plan<?> receive(Act act, PromotionOperation.ReceiveOffer operation) {
        return with(act, operation.promotionId(), row -> {
            Promotions promotion = row.value();
            if (promotion.finished()) {
                return Plan.refused(Refusal.Reason.INVALID_REQUEST, "the promotion is " + promotion.state());
            }
            List<Change> changes = new ArrayList<>();
            for (PromotionOperation.OfferedValue offered : operation.offer().values()) {
                String key = valueKey(promotion.id(), offered.from().value());
                byte[] sealed = act.interior().keyring().seal(place(act, key, offered.version()), offered.value());
                changes.add(act.interior()
                        .rows()
                        .put(
                                Promotions.VALUES,
                                key,
                                withHeader(offered.type(), offered.version(), sealed),
                                Change.ANY));
            }
            changes.add(act.interior()
                    .rows()
                    .replace(
                            Promotions.PROMOTIONS,
                            row,
                            promotion.offered(
                                    act.now(),
                                    operation.offeredBy(),
                                    operation.offer().unmapped(),
                                    operation.offer().missing())));
            return Plan.done(
                    changes, Fact.details(Map.of("promotion", promotion.id(), "offered_by", operation.offeredBy())));
        });
    }

    private static String valueKey(String id, String from) {
        return id + "/" + from;
    }

    private static Place place(Act act, String key, long version) {
        return new Place(act.interior().environment(), Promotions.VALUES.name(), key, version);
    }

    private static byte[] withHeader(String type, long version, byte[] sealed) {
        byte[] name = type.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return java.nio.ByteBuffer.allocate(9 + name.length + sealed.length)
                .putLong(version)
                .put((byte) name.length)
                .put(name)
                .put(sealed)
                .array();
    }

    private record Waiting(String type, SecretValue value) {}

    private static Optional<Waiting> waiting(Act act, Promotions promotion, String from) {
        String key = valueKey(promotion.id(), from);
        return act.interior().rows().get(Promotions.VALUES, key).map(row -> {
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(row.value());
            long version = buffer.getLong();
            byte[] name = new byte[buffer.get()];
            buffer.get(name);
            byte[] sealed = new byte[buffer.remaining()];
            buffer.get(sealed);
            return new Waiting(
                    new String(name, java.nio.charset.StandardCharsets.UTF_8),
                    act.interior().keyring().open(place(act, key, version), sealed));
        });
    }

    private static Plan<?> approve(Act act, Rows.Entry<Promotions> row, String mappingHash) {
        Promotions promotion = row.value();
        if (promotion.finished()) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "the promotion is " + promotion.state());
        }
        if (!promotion.mappingHash().equals(mappingHash)) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "the mapping's hash is another: read the diff again");
        }
        if (promotion.createdBy().equals(act.caller().principal())) {
            return Plan.refused(
                    Refusal.Reason.FORBIDDEN, "whoever created a promotion cannot approve it: ask someone else");
        }
        Promotions approved = promotion.approved(act.caller().principal());
        return Plan.done(
                view(act, approved),
                List.of(act.interior().rows().replace(Promotions.PROMOTIONS, row, approved)),
                Fact.details(Map.of("promotion", promotion.id(), "mapping", mappingHash)));
    }

    private Plan<?> apply(Act act, Rows.Entry<Promotions> row) {
        Promotions promotion = row.value();
        List<String> problems = problems(act, promotion);
        if (!problems.isEmpty()) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST, "the promotion cannot be applied: " + String.join("; ", problems));
        }
        Mount mount = act.interior().mounts().at(false, promotion.mount());
        if (mount == null) {
            return Handler.noMount(promotion.mount());
        }
        List<Change> changes = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (Promotions.Line line : promotion.items()) {
            if (!mayWrite(act, mount, line)) {
                return Plan.refused(Refusal.Reason.FORBIDDEN, "permission denied");
            }
            Optional<Plan<?>> written = applyLine(act, mount, promotion, line);
            if (written.isEmpty()) {
                continue;
            }
            if (written.get().outcome() instanceof Outcome.Refused<?>(Refusal refusal)) {
                return Plan.refused(new Refusal(
                        refusal.reason(), "\"" + line.to() + "\": " + refusal.message() + "; nothing was applied"));
            }
            changes.addAll(written.get().changes());
            facts.add(new Fact(
                    SecretDemands.dataPath(mount, line.to()),
                    written.get().facts().getFirst().version(),
                    Map.of("promotion", promotion.id(), "from", promotion.source())));
        }
        Promotions applied = promotion.applied(act.now());
        changes.add(act.interior().rows().replace(Promotions.PROMOTIONS, row, applied));
        changes.addAll(removal(act.interior(), promotion.id()));
        return Plan.done(view(act, applied), changes).facts(facts);
    }

    /// A promotion is no way around what its applier may write.
    private static boolean mayWrite(Act act, Mount mount, Promotions.Line line) {
        return switch (line.action()) {
            case "copy", "generate" -> {
                boolean exists = SecretHandlers.head(act, mount, new SecretPath(line.to()))
                        .isPresent();
                yield act.rights()
                        .may(SecretDemands.dataPath(mount, line.to()), exists ? Capability.UPDATE : Capability.CREATE);
            }
            default -> true;
        };
    }

    private Optional<Plan<?>> applyLine(Act act, Mount mount, Promotions promotion, Promotions.Line line) {
        return switch (line.action()) {
            case "copy" -> {
                Waiting waiting = waiting(act, promotion, line.from()).orElseThrow();
                try (SecretValue value = waiting.value()) {
                    String type = act.interior().types().find(waiting.type()).isPresent() ? waiting.type() : null;
                    yield Optional.of(secrets.write(act, mount, new SecretPath(line.to()), value, null, type));
                }
            }
            case "generate" ->
                Optional.of(secrets.plan(
                        act,
                        new SecretOperation.Generate(
                                promotion.mount(), new SecretPath(line.to()), line.extra(), null, null)));
            default -> Optional.empty();
        };
    }

    static List<Change> removal(Interior interior, String id) {
        List<Change> changes = new ArrayList<>();
        interior.rows()
                .scan(Promotions.VALUES, id + "/", "", Promotions.ITEMS_MAX)
                .forEach(entry -> changes.add(interior.rows().delete(Promotions.VALUES, entry.key(), Change.ANY)));
        return changes;
    }

    private static Plan<?> cancel(Act act, Rows.Entry<Promotions> row) {
        if (row.value().finished()) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    "the promotion is " + row.value().state());
        }
        List<Change> changes =
                new ArrayList<>(removal(act.interior(), row.value().id()));
        changes.add(act.interior()
                .rows()
                .replace(Promotions.PROMOTIONS, row, row.value().cancel()));
        return Plan.done(changes);
    }

    private static List<String> problems(Act act, Promotions promotion) {
        List<String> problems = new ArrayList<>();
        Instant now = act.now();
        if (promotion.finished()) {
            return List.of("it is " + promotion.state());
        }
        if (promotion.approvedBy() == null) {
            problems.add("nobody of the target approved it");
        }
        if (!promotion.offerGood(now)) {
            problems.add("the source has not offered its values within the last hour");
        }
        promotion.unmapped().forEach(name -> problems.add("\"" + name + "\" is not mapped"));
        promotion.missing().forEach(name -> problems.add("\"" + name + "\" has no value in the source"));
        for (Promotions.Line line : promotion.items()) {
            if (line.action().equals("ask") && !answered(act, promotion, line)) {
                problems.add("\"" + line.to() + "\" waits for its owner " + line.extra());
            }
        }
        return problems;
    }

    private static boolean answered(Act act, Promotions promotion, Promotions.Line line) {
        Mount mount = act.interior().mounts().at(false, promotion.mount());
        return mount != null
                && SecretHandlers.head(act, mount, new SecretPath(line.to()))
                        .flatMap(entry -> entry.value().current())
                        .filter(info -> !info.createdTime().isBefore(promotion.createdTime()))
                        .isPresent();
    }

    private static PromotionOperation.PromotionView view(Act act, Promotions promotion) {
        Mount mount = act.interior().mounts().at(false, promotion.mount());
        List<PromotionOperation.ItemView> items = new ArrayList<>();
        for (Promotions.Line line : promotion.items()) {
            items.add(new PromotionOperation.ItemView(
                    line.from(),
                    line.action(),
                    line.to(),
                    line.extra(),
                    mount == null ? "missing" : effect(act, mount, promotion, line)));
        }
        return new PromotionOperation.PromotionView(
                promotion.id(),
                promotion.state(),
                new EnvironmentName(promotion.source()),
                act.interior().environment(),
                promotion.mount(),
                promotion.sourcePrefix(),
                items,
                promotion.mappingHash(),
                promotion.createdBy(),
                promotion.createdTime(),
                promotion.approvedBy(),
                promotion.appliedTime(),
                promotion.justification(),
                problems(act, promotion));
    }

    private static String effect(Act act, Mount mount, Promotions promotion, Promotions.Line line) {
        if (line.action().equals("skip")) {
            return "skip";
        }
        Optional<SecretHead> head =
                SecretHandlers.head(act, mount, new SecretPath(line.to())).map(Rows.Entry::value);
        if (line.action().equals("ask")) {
            return answered(act, promotion, line) ? "same" : "ask";
        }
        if (head.flatMap(SecretHead::current).isEmpty()) {
            return line.action().equals("generate") ? "generate" : "create";
        }
        if (line.action().equals("generate")) {
            return "replace";
        }
        Optional<Waiting> waiting = waiting(act, promotion, line.from());
        if (waiting.isEmpty()) {
            return "replace";
        }
        try (SecretValue offered = waiting.get().value();
                SecretValue present = SecretHandlers.open(
                        act,
                        mount,
                        head.orElseThrow(),
                        head.orElseThrow().current().orElseThrow())) {
            return present != null && present.matches(offered) ? "same" : "replace";
        }
    }
}
