package fort.gate;

import fort.domain.SecretPath;
import fort.store.Collection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A promotion as it is kept in the target: the mapping, and how far it got.
///
/// @param mappingHash SHA-256 over source, mount, prefix and items; what an approval binds to
/// @param offeredTime null until the source offered its values; they are good for [#OFFER_SECONDS]
/// @param unmapped what the source has and the mapping does not name
record Promotions(
        String id,
        String source,
        String mount,
        String sourcePrefix,
        List<Line> items,
        String mappingHash,
        String justification,
        String createdBy,
        Instant createdTime,
        @Nullable Instant offeredTime,
        @Nullable String offeredBy,
        List<String> unmapped,
        List<String> missing,
        @Nullable String approvedBy,
        @Nullable Instant appliedTime,
        boolean cancelled) {
    static final Collection<Promotions> PROMOTIONS = Collection.of("promotion", Promotions.class);
    static final Collection<byte[]> VALUES = Collection.ofSealedBytes("promotion_value", false);

    /// How long offered values wait in the target.
    static final long OFFER_SECONDS = 3_600;

    static final int ITEMS_MAX = 1_000;
    static final int JUSTIFICATION_LENGTH_MAX = 1_000;

    /// @param action `copy`, `generate`, `ask`, `skip`
    /// @param extra type to generate, or owner to ask
    record Line(String from, String action, String to, String extra) {
        static Line of(PromotionOperation.Item item) {
            return switch (item.action()) {
                case PromotionOperation.Action.CopyTo(SecretPath to) ->
                    new Line(item.from().value(), "copy", to.value(), "");
                case PromotionOperation.Action.GenerateAt(SecretPath to, String type) ->
                    new Line(item.from().value(), "generate", to.value(), type);
                case PromotionOperation.Action.AskOwner(SecretPath to, String owner) ->
                    new Line(item.from().value(), "ask", to.value(), owner);
                case PromotionOperation.Action.Skip _ -> new Line(item.from().value(), "skip", "", "");
            };
        }
    }

    String state() {
        if (cancelled) {
            return "cancelled";
        }
        if (appliedTime != null) {
            return "applied";
        }
        if (approvedBy != null) {
            return "approved";
        }
        return offeredTime != null ? "offered" : "draft";
    }

    boolean finished() {
        return cancelled || appliedTime != null;
    }

    boolean offerGood(Instant now) {
        return offeredTime != null && now.isBefore(offeredTime.plusSeconds(OFFER_SECONDS));
    }

    /// New values need a new approval: an approval stands for what was offered when it was given.
    Promotions offered(Instant time, String by, List<String> nowUnmapped, List<String> nowMissing) {
        return new Promotions(
                id,
                source,
                mount,
                sourcePrefix,
                items,
                mappingHash,
                justification,
                createdBy,
                createdTime,
                time,
                by,
                nowUnmapped,
                nowMissing,
                null,
                appliedTime,
                cancelled);
    }

    Promotions approved(String by) {
        return new Promotions(
                id,
                source,
                mount,
                sourcePrefix,
                items,
                mappingHash,
                justification,
                createdBy,
                createdTime,
                offeredTime,
                offeredBy,
                unmapped,
                missing,
                by,
                appliedTime,
                cancelled);
    }

    Promotions applied(Instant time) {
        return new Promotions(
                id,
                source,
                mount,
                sourcePrefix,
                items,
                mappingHash,
                justification,
                createdBy,
                createdTime,
                offeredTime,
                offeredBy,
                unmapped,
                missing,
                approvedBy,
                time,
                cancelled);
    }

    Promotions cancel() {
        return new Promotions(
                id,
                source,
                mount,
                sourcePrefix,
                items,
                mappingHash,
                justification,
                createdBy,
                createdTime,
                offeredTime,
                offeredBy,
                unmapped,
                missing,
                approvedBy,
                appliedTime,
                true);
    }

    static String hash(String source, String mount, String prefix, List<Line> items) {
        List<String> parts = new ArrayList<>(List.of(source, mount, prefix));
        for (Line line : items) {
            parts.addAll(List.of(line.from(), line.action(), line.to(), line.extra()));
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha256.update(
                        java.nio.ByteBuffer.allocate(4).putInt(bytes.length).array());
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
