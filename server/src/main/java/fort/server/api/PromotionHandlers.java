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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Promotions, as seen by principals of the target environment, where a promotion lives.
final class PromotionHandlers {
    private static final Duration LIFE = Duration.ofDays(30);

    private PromotionHandlers() {}

    static void register(Handlers handlers) {
        handlers.on(
                "promotion.list",
                call -> call.answer(new PromotionOperation.ListPromotions(), all -> {
                    String state = call.query("state");
                    Call.Page<PromotionView> page = call.page(
                            all.stream()
                                    .filter(p -> state == null || state(p).equals(state))
                                    .toList(),
                            PromotionView::id);
                    return Answer.of(new Promotions.Listing(
                            page.items().stream().map(PromotionHandlers::view).toList(), page.next()));
                }));
        handlers.on("promotion.create", PromotionHandlers::create);
        handlers.on("promotion.read", call -> promotion(call, new PromotionOperation.ReadPromotion(id(call))));
        handlers.on(
                "promotion.diff",
                call -> call.answer(
                        new PromotionOperation.DiffPromotion(id(call)), view -> Answer.of(difference(view))));
        handlers.on(
                "promotion.approve",
                call -> call.answer(
                        new PromotionOperation.ReadPromotion(id(call)),
                        view -> promotion(
                                call, new PromotionOperation.ApprovePromotion(id(call), view.mappingHash()))));
        handlers.on(
                "promotion.supply",
                call -> call.unsupported(
                        "sys/promotions/" + id(call),
                        "write the asked value as a secret of the target instead; it is then used"));
        handlers.on("promotion.apply", call -> promotion(call, new PromotionOperation.ApplyPromotion(id(call))));
        handlers.on(
                "promotion.cancel",
                call -> call.then(
                        new PromotionOperation.CancelPromotion(id(call)),
                        () -> promotion(call, new PromotionOperation.ReadPromotion(id(call)))));
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
        String mount = "";
        for (Promotions.Mapping mapping : body.mappings()) {
            String[] from = split(mapping.from());
            if (!mount.isEmpty() && !mount.equals(from[0])) {
                throw new InvalidMessage("all names of one promotion are in one mount");
            }
            mount = from[0];
            items.add(new Item(new SecretPath(from[1]), action(mapping, from[1])));
        }
        String prefix = body.prefix() == null ? "" : body.prefix();
        return promotion(
                call,
                new PromotionOperation.CreatePromotion(
                        new EnvironmentName(body.target()),
                        mount.isEmpty() ? "secret" : mount,
                        prefix,
                        items,
                        body.reason() == null ? "" : body.reason()));
    }

    private static Action action(Promotions.Mapping mapping, String from) {
        SecretPath to = new SecretPath(mapping.to() == null ? from : split(mapping.to())[1]);
        if (mapping.skip()) {
            return new Action.Skip();
        }
        if (mapping.generate()) {
            return new Action.GenerateAt(to, "password");
        }
        return mapping.ask() == null ? new Action.CopyTo(to) : new Action.AskOwner(to, mapping.ask());
    }

    private static String[] split(String path) {
        String[] parts = path.split("/", 2);
        if (parts.length < 2) {
            throw new InvalidMessage("a name of a promotion is written with its mount: secret/app/db");
        }
        return parts;
    }

    private static String state(PromotionView view) {
        return switch (view.state()) {
            case "draft", "offered" -> "proposed";
            default -> view.state();
        };
    }

    private static Promotions.Promotion view(PromotionView view) {
        return new Promotions.Promotion(
                view.id(),
                view.source().value(),
                view.target().value(),
                state(view),
                MetadataHandlers.emptyToNull(view.justification()),
                view.createdBy(),
                view.createdTime(),
                view.createdTime().plus(LIFE),
                view.approvedBy(),
                null,
                view.appliedTime(),
                view.items().stream().map(item -> mapping(view.mount(), item)).toList());
    }

    private static Promotions.Mapping mapping(String mount, ItemView item) {
        @Nullable String to = item.to().isEmpty() ? null : mount + "/" + item.to();
        return new Promotions.Mapping(
                mount + "/" + item.from(),
                to,
                item.action().equals("generate"),
                item.action().equals("ask") ? "owner" : null,
                item.action().equals("skip"));
    }

    private static Promotions.Difference difference(PromotionView view) {
        List<Promotions.Change> changes = view.items().stream()
                .map(item -> new Promotions.Change(item.from(), item.to(), item.effect(), 0, 0))
                .toList();
        return new Promotions.Difference(
                view.id(), changes, view.problems(), view.problems().isEmpty());
    }
}
