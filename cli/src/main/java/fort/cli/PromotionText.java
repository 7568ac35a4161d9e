package fort.cli;

import fort.wire.Promotions;
import java.util.List;

/// How a promotion is told.
final class PromotionText {
    private PromotionText() {}

    static void show(Output output, Promotions.Promotion promotion) {
        output.show(promotion, () -> {
            output.fields(
                    "promotion", promotion.id(),
                    "from", promotion.source(),
                    "to", promotion.target(),
                    "mount", promotion.mount(),
                    "prefix", promotion.prefix(),
                    "state", promotion.state(),
                    "mapping", promotion.mappingHash(),
                    "reason", promotion.reason(),
                    "proposed by", promotion.createdBy(),
                    "at", promotion.createdAt(),
                    "approved by", promotion.approvedBy(),
                    "applied", promotion.appliedAt());
            output.table(
                    List.of("FROM", "TO", "HOW"),
                    promotion.mappings().stream()
                            .map(mapping -> Output.row(mapping.from(), mapping.to(), how(mapping)))
                            .toList());
        });
    }

    private static String how(Promotions.Mapping mapping) {
        if (mapping.skip()) {
            return "not promoted";
        }
        if (mapping.generate() != null) {
            return "generated: " + mapping.generate();
        }
        return mapping.ask() == null ? "copied" : "asked of " + mapping.ask();
    }

    static void show(Output output, Promotions.Difference difference) {
        output.show(difference, () -> {
            output.table(
                    List.of("FROM", "TO", "ACTION"),
                    difference.changes().stream()
                            .map(change -> Output.row(change.from(), change.to(), change.action()))
                            .toList());
            difference.problems().forEach(output::note);
            output.note(difference.ready() ? "nothing stands in the way" : "this cannot be applied yet");
        });
    }
}
