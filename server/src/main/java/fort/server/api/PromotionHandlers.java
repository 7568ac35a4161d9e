package fort.server.api;

import fort.domain.EnvironmentName;
import fort.domain.SecretPath;
import fort.gate.PromotionOperation;
import fort.gate.PromotionOperation.Action;
import fort.gate.PromotionOperation.Item;
import fort.gate.PromotionOperation.ItemView;
import fort.gate.PromotionOperation.PromotionView;
import fort.wire.InvalidMessage;
import fort.wire.Promotions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Promotions. All but the offer is asked for by principals of the target environment, where a promotion lives; the
/// offer, by one of the source.
final class PromotionHandlers {
    private PromotionHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("promotion.list", PromotionHandlers::list);
        handlers.on("promotion.create", PromotionHandlers::create);
        handlers.on("promotion.read", call -> promotion(call, new PromotionOperation.ReadPromotion(id(call))));
        handlers.on(
                "promotion.diff",
                call -> call.answer(
                        new PromotionOperation.DiffPromotion(id(call)), view -> Answer.of(difference(view))));
        handlers.on("promotion.offer", call -> {
            EnvironmentName target =
                    new EnvironmentName(call.body(Promotions.Offer.class).target());
            return call.empty(new PromotionOperation.OfferSource(target, id(call)));
        });
        handlers.on("promotion.approve", call -> {
            String hash = call.body(Promotions.Approve.class).mappingHash();
            return promotion(call, new PromotionOperation.ApprovePromotion(id(call), hash));
        });
        handlers.on("promotion.apply", call -> promotion(call, new PromotionOperation.ApplyPromotion(id(call))));
        handlers.on(
                "promotion.cancel",
                call -> call.then(
                        new PromotionOperation.CancelPromotion(id(call)),
                        () -> promotion(call, new PromotionOperation.ReadPromotion(id(call)))));
    }

    private static Answer list(Call call) {
        return call.answer(new PromotionOperation.ListPromotions(), all -> {
            String state = call.query("state");
            List<PromotionView> wanted = all.stream()
                    .filter(promotion -> state == null || promotion.state().equals(state))
                    .toList();
            Call.Page<PromotionView> page = call.page(wanted, PromotionView::id);
            return Answer.of(new Promotions.Listing(
                    page.items().stream().map(PromotionHandlers::view).toList(), page.next()));
        });
    }

    private static String id(Call call) {
        return call.parameter("promotion");
    }

    private static Answer promotion(Call call, PromotionOperation<PromotionView> operation) {
        return call.answer(operation, view -> Answer.of(view(view)));
    }

    private static Answer create(Call call) {
        Promotions.Create body = call.body(Promotions.Create.class);
        List<Item> items = new ArrayList<>();
        for (Promotions.Mapping mapping : body.mappings()) {
            items.add(new Item(new SecretPath(mapping.from()), action(mapping)));
        }
        return promotion(
                call,
                new PromotionOperation.CreatePromotion(
                        new EnvironmentName(body.source()),
                        Call.mount(body.mount()),
                        SecretHandlers.prefix(body.prefix()),
                        items,
                        body.reason()));
    }

    private static Action action(Promotions.Mapping mapping) {
        long said = Stream.of(mapping.generate(), mapping.ask())
                        .filter(Objects::nonNull)
                        .count()
                + (mapping.skip() ? 1 : 0);
        if (said > 1) {
            throw new InvalidMessage("a mapping has at most one of 'generate', 'ask' and 'skip'");
        }
        SecretPath to = new SecretPath(mapping.to() == null ? mapping.from() : mapping.to());
        if (mapping.generate() != null) {
            return new Action.GenerateAt(to, mapping.generate());
        }
        if (mapping.ask() != null) {
            return new Action.AskOwner(to, mapping.ask());
        }
        return mapping.skip() ? new Action.Skip() : new Action.CopyTo(to);
    }

    private static Promotions.Promotion view(PromotionView view) {
        return new Promotions.Promotion(
                view.id(),
                view.source().value(),
                view.target().value(),
                view.mount(),
                view.sourcePrefix(),
                view.state(),
                view.mappingHash(),
                view.justification(),
                view.createdBy(),
                view.createdTime(),
                view.approvedBy(),
                view.appliedTime(),
                view.items().stream().map(PromotionHandlers::mapping).toList());
    }

    private static Promotions.Mapping mapping(ItemView item) {
        return new Promotions.Mapping(
                item.from(),
                MetadataHandlers.emptyToNull(item.to()),
                item.action().equals("generate") ? item.extra() : null,
                item.action().equals("ask") ? item.extra() : null,
                item.action().equals("skip"));
    }

    private static Promotions.Difference difference(PromotionView view) {
        List<Promotions.Change> changes = view.items().stream()
                .map(item -> new Promotions.Change(item.from(), item.to(), item.effect()))
                .toList();
        return new Promotions.Difference(view.id(), changes, view.problems());
    }
}
