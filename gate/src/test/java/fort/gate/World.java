package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.STAGING;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.json;
import static fort.gate.TestFort.path;

import fort.access.Role;
import fort.domain.EnvironmentName;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.identity.Credential;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A development environment in which one of everything exists, for tests that go through all operations.
final class World {
    static final String USER_PASSWORD = "Quite-a-long-pass-phrase-7";

    final TestFort fort;
    final byte[] powerless;
    final byte[] auditor;
    final SecretValue roleId;
    private int made;

    World(TestFort fort) {
        this.fort = fort;
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"one\"}");
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"two\"}");
        root(new PolicyOperation.WritePolicy("reader", "path \"secret/*\" { capabilities = [\"read\"] }"));
        root(new PolicyOperation.WriteRole(new Role("operators", "who operates", List.of("reader"))));
        root(new TokenOperation.WriteTokenRole(tokenRole("robots")));
        enable("userpass");
        enable("approle");
        root(new UserOperation.WriteUser("userpass", "ann", bytes(USER_PASSWORD), null));
        root(new AppRoleOperation.WriteAppRole("approle", appRole("robot"), null));
        roleId = root(new AppRoleOperation.ReadRoleId("approle", "robot"));
        root(new WrappingOperation.WriteCubbyhole("notes/a", json("{\"a\":1}")));
        powerless = token(List.of("a-policy-that-does-not-exist"), true);
        auditor = administrator();
        var _ = fort.ask(
                fort.with(PRODUCTION, fort.rootOf(DEVELOPMENT)), new SecretOperation.Read("secret", path("app/db"), 0));
    }

    int next() {
        return made++;
    }

    private void enable(String type) {
        root(new MountOperation.Enable(true, type, type, "", MountTuning.NONE, Map.of(), false));
    }

    <T> T root(Operation<T> operation) {
        return done(fort.ask(fort.root(DEVELOPMENT), operation));
    }

    <T> T internal(Operation<T> operation) {
        return done(fort.ask(fort.request(DEVELOPMENT, new Credential.Itself("test")), operation));
    }

    private byte[] administrator() {
        TokenOperation.Auth auth = internal(new SealOperation.LocalAdministrator(true));
        return Objects.requireNonNull(auth.clientToken())
                .reveal(Reveal.granted())
                .clone();
    }

    byte[] token(List<String> policies, boolean noDefault) {
        return Objects.requireNonNull(create(policies, noDefault).clientToken())
                .reveal(Reveal.granted())
                .clone();
    }

    TokenOperation.Auth create(List<String> policies, boolean noDefault) {
        return root(new TokenOperation.CreateToken(spec(policies, noDefault)));
    }

    static TokenOperation.TokenSpec spec(List<String> policies, boolean noDefault) {
        return new TokenOperation.TokenSpec(
                null, policies, Map.of(), null, 0, 0, 0, 0, null, false, noDefault, null, null);
    }

    SecretValue victim() {
        return SecretValue.owning(token(List.of("reader"), false));
    }

    String victimAccessor() {
        return create(List.of("reader"), false).accessor();
    }

    String lease() {
        root(new UserOperation.LoginPassword("userpass", "ann", bytes(USER_PASSWORD)));
        return root(new LeaseOperation.ListLeases("auth/userpass/login/ann/")).stream()
                .map(name -> "auth/userpass/login/ann/" + name)
                .toList()
                .getLast();
    }

    SecretValue wrapping() {
        return root(new WrappingOperation.StoreWrapped(json("{\"data\":{}}"), 60, "secret/data/app/db", null))
                .token();
    }

    AppRoleOperation.NewSecretId secretId() {
        return root(
                new AppRoleOperation.CreateSecretId("approle", "robot", null, Map.of(), List.of(), List.of(), 0, 0));
    }

    String alert() {
        return root(new WatchOperation.ListAlerts(true, "", 1)).getFirst().id();
    }

    String receipt() {
        return Objects.requireNonNull(fort.fort
                        .gate()
                        .perform(fort.root(DEVELOPMENT), new SealOperation.KeyStatusQuery())
                        .receipt())
                .text();
    }

    String rekeying() {
        root(new SealOperation.RekeyCancel());
        return root(new SealOperation.RekeyInit(3, 2, false)).nonce();
    }

    String generating() {
        root(new SealOperation.GenerateRootCancel());
        return root(new SealOperation.GenerateRootInit(null)).nonce();
    }

    byte[] bundle() {
        return root(new SecretOperation.Export("secret", "", bytes("a passphrase of some length")));
    }

    /// A promotion staging → development, in a state.
    PromotionOperation.PromotionView promotion(boolean offered, boolean approved) {
        fort.write(STAGING, "app/new", "{\"password\":\"s\"}");
        PromotionOperation.PromotionView view = create(STAGING, DEVELOPMENT, "app/new");
        if (offered) {
            done(fort.ask(fort.root(STAGING), new PromotionOperation.OfferSource(DEVELOPMENT, view.id())));
        }
        if (approved) {
            root(new PromotionOperation.ApprovePromotion(view.id(), view.mappingHash()));
        }
        return view;
    }

    PromotionOperation.PromotionView create(EnvironmentName source, EnvironmentName target, String name) {
        byte[] author = fort.tokenWith(
                target, "path \"sys/promotions*\" { capabilities = [\"create\",\"read\",\"update\",\"list\"] }");
        String to = "promoted/" + made++;
        return done(fort.ask(
                fort.with(target, author),
                new PromotionOperation.CreatePromotion(
                        source,
                        "secret",
                        "app/",
                        List.of(new PromotionOperation.Item(
                                path(name), new PromotionOperation.Action.CopyTo(path(to)))),
                        "because")));
    }

    static TokenOperation.TokenRoleView tokenRole(String name) {
        return new TokenOperation.TokenRoleView(
                name,
                List.of("reader"),
                List.of(),
                List.of(),
                List.of(),
                false,
                true,
                "",
                List.of(),
                TokenOperation.TokenParameters.NONE);
    }

    static AppRoleOperation.AppRoleView appRole(String name) {
        return new AppRoleOperation.AppRoleView(
                name, true, List.of(), 0, 0, false, TokenOperation.TokenParameters.NONE);
    }

    static SecretValue bytes(@Nullable String text) {
        return SecretValue.owning(Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8));
    }
}
