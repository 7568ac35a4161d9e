package fort.gate;

import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.STAGING;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.path;
import static fort.gate.TestFort.refusal;
import static fort.gate.TestFort.text;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Refusal;
import fort.gate.PromotionOperation.Action;
import fort.gate.PromotionOperation.Item;
import fort.gate.PromotionOperation.PromotionView;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R1.3")
@Tag("attack-26")
class PromotionTest {
    private final TestFort fort = new TestFort(2);

    @AfterEach
    void close() {
        fort.close();
    }

    private PromotionView create(List<Item> items) {
        byte[] author = fort.tokenWith(
                PRODUCTION, "path \"sys/promotions*\" { capabilities = [\"create\",\"read\",\"update\",\"list\"] }");
        return done(fort.ask(
                fort.with(PRODUCTION, author),
                new PromotionOperation.CreatePromotion(STAGING, "secret", "app/", items, "release 7")));
    }

    private static Item copy(String from, String to) {
        return new Item(path(from), new Action.CopyTo(path(to)));
    }

    private PromotionView read(String id) {
        return done(fort.ask(fort.root(PRODUCTION), new PromotionOperation.DiffPromotion(id)));
    }

    @Test
    void an_approved_mapping_copies_what_it_names_and_nothing_else() {
        fort.write(STAGING, "app/db", "{\"p\":\"s\"}");
        fort.write(STAGING, "app/other", "{\"p\":\"o\"}");
        PromotionView made =
                create(List.of(copy("app/db", "app/database"), new Item(path("app/other"), new Action.Skip())));
        done(fort.ask(fort.root(STAGING), new PromotionOperation.OfferSource(PRODUCTION, made.id())));
        assertThat(read(made.id()).items()).extracting("effect").containsExactly("create", "skip");
        done(fort.ask(fort.root(PRODUCTION), new PromotionOperation.ApprovePromotion(made.id(), made.mappingHash())));
        PromotionView applied = done(fort.ask(fort.root(PRODUCTION), new PromotionOperation.ApplyPromotion(made.id())));
        assertThat(applied.state()).isEqualTo("applied");
        assertThat(text(done(fort.ask(
                                fort.root(PRODUCTION), new SecretOperation.Read("secret", path("app/database"), 0)))
                        .value()))
                .isEqualTo("{\"p\":\"s\"}");
        assertThat(refusal(fort.ask(fort.root(PRODUCTION), new SecretOperation.Read("secret", path("app/other"), 0)))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_FOUND);
    }

    @Test
    void an_unmapped_name_stops_it() {
        fort.write(STAGING, "app/db", "{}");
        fort.write(STAGING, "app/new", "{}");
        PromotionView made = create(List.of(copy("app/db", "app/db")));
        done(fort.ask(fort.root(STAGING), new PromotionOperation.OfferSource(PRODUCTION, made.id())));
        done(fort.ask(fort.root(PRODUCTION), new PromotionOperation.ApprovePromotion(made.id(), made.mappingHash())));
        assertThat(refusal(fort.ask(fort.root(PRODUCTION), new PromotionOperation.ApplyPromotion(made.id())))
                        .message())
                .contains("\"app/new\" is not mapped");
    }

    @Test
    void without_approval_or_with_another_hash_or_by_its_creator_nothing_is_applied() {
        fort.write(STAGING, "app/db", "{}");
        PromotionView made = create(List.of(copy("app/db", "app/db")));
        done(fort.ask(fort.root(STAGING), new PromotionOperation.OfferSource(PRODUCTION, made.id())));
        assertThat(refusal(fort.ask(fort.root(PRODUCTION), new PromotionOperation.ApplyPromotion(made.id())))
                        .message())
                .contains("nobody of the target approved it");
        assertThat(refusal(fort.ask(fort.root(PRODUCTION), new PromotionOperation.ApprovePromotion(made.id(), "00")))
                        .reason())
                .isEqualTo(Refusal.Reason.INVALID_REQUEST);
    }

    @Test
    void a_source_principal_without_the_right_to_read_cannot_offer() {
        fort.write(STAGING, "app/db", "{}");
        PromotionView made = create(List.of(copy("app/db", "app/db")));
        byte[] lister = fort.tokenWith(STAGING, "path \"secret/metadata/*\" { capabilities = [\"list\"] }");
        assertThat(refusal(fort.ask(
                                fort.with(STAGING, lister), new PromotionOperation.OfferSource(PRODUCTION, made.id())))
                        .reason())
                .isEqualTo(Refusal.Reason.FORBIDDEN);
        assertThat(read(made.id()).state()).isEqualTo("draft");
    }

    @Test
    void a_token_of_the_target_cannot_offer_the_source() {
        fort.write(STAGING, "app/db", "{}");
        PromotionView made = create(List.of(copy("app/db", "app/db")));
        assertThat(refusal(fort.ask(
                                fort.with(STAGING, fort.rootOf(PRODUCTION)),
                                new PromotionOperation.OfferSource(PRODUCTION, made.id())))
                        .reason())
                .isEqualTo(Refusal.Reason.CROSS_ENVIRONMENT);
    }

    @Test
    void values_offered_after_the_approval_need_another_one() {
        fort.write(STAGING, "app/db", "{\"p\":\"reviewed\"}");
        PromotionView made = create(List.of(copy("app/db", "app/db")));
        done(fort.ask(fort.root(STAGING), new PromotionOperation.OfferSource(PRODUCTION, made.id())));
        done(fort.ask(fort.root(PRODUCTION), new PromotionOperation.ApprovePromotion(made.id(), made.mappingHash())));
        fort.write(STAGING, "app/db", "{\"p\":\"another\"}");
        done(fort.ask(fort.root(STAGING), new PromotionOperation.OfferSource(PRODUCTION, made.id())));
        assertThat(refusal(fort.ask(fort.root(PRODUCTION), new PromotionOperation.ApplyPromotion(made.id())))
                        .message())
                .contains("nobody of the target approved it");
    }
}
