package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.STAGING;
import static fort.gate.TestFort.json;
import static fort.gate.TestFort.path;
import static fort.gate.World.bytes;

import fort.access.Capability;
import fort.access.Role;
import fort.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A sample of each operation there is. [OperationContractTest] fails when one is missing here.
final class Samples {
    private static final SecretOperation.MetadataChange METADATA = new SecretOperation.MetadataChange(
            null, 5, null, Map.of("team", "a"), null, "ann", List.of("t"), List.of("c"), "d");

    private final List<Sample> all = new ArrayList<>();

    static List<Sample> all() {
        Samples samples = new Samples();
        samples.secrets();
        samples.mounts();
        samples.policies();
        samples.tokens();
        samples.users();
        samples.appRoles();
        samples.wrappings();
        samples.leases();
        samples.seals();
        samples.audits();
        samples.tools();
        samples.promotions();
        samples.watches();
        samples.all.addAll(RotationSamples.all());
        samples.consumers();
        samples.granted(UnknownRoute.class, w -> new UnknownRoute("nothing/here", Capability.READ, false));
        samples.refusing(Refusal.Reason.NOT_FOUND);
        return samples.all;
    }

    private void add(Sample.Who who, Class<?> type, Function<World, Operation<?>> make) {
        all.add(new Sample(type, who, make, null));
    }

    private void granted(Class<?> type, Function<World, Operation<?>> make) {
        add(Sample.Who.GRANTED, type, make);
    }

    private void known(Class<?> type, Function<World, Operation<?>> make) {
        add(Sample.Who.KNOWN, type, make);
    }

    private void anyone(Class<?> type, Function<World, Operation<?>> make) {
        add(Sample.Who.ANYONE, type, make);
    }

    private void inside(Class<?> type, Function<World, Operation<?>> make) {
        add(Sample.Who.INSIDE, type, make);
    }

    /// The sample just added is refused to root too.
    private void refusing(Refusal.Reason reason) {
        all.add(all.removeLast().refusesRoot(reason));
    }

    private void secrets() {
        var db = path("app/db");
        granted(SecretOperation.Read.class, w -> new SecretOperation.Read("secret", db, 0));
        granted(
                SecretOperation.Write.class,
                w -> new SecretOperation.Write("secret", db, json("{\"password\":\"x\"}"), null, null));
        granted(
                SecretOperation.Patch.class,
                w -> new SecretOperation.Patch("secret", db, json("{\"user\":\"u\"}"), null));
        granted(SecretOperation.Delete.class, w -> new SecretOperation.Delete("secret", db));
        granted(
                SecretOperation.DeleteVersions.class,
                w -> new SecretOperation.DeleteVersions("secret", db, List.of(1L)));
        granted(
                SecretOperation.UndeleteVersions.class,
                w -> new SecretOperation.UndeleteVersions("secret", db, List.of(1L)));
        granted(
                SecretOperation.DestroyVersions.class,
                w -> new SecretOperation.DestroyVersions("secret", db, List.of(1L, 2L)));
        granted(SecretOperation.ReadMetadata.class, w -> new SecretOperation.ReadMetadata("secret", db));
        granted(SecretOperation.WriteMetadata.class, w -> new SecretOperation.WriteMetadata("secret", db, METADATA));
        granted(SecretOperation.PatchMetadata.class, w -> new SecretOperation.PatchMetadata("secret", db, METADATA));
        granted(SecretOperation.DeleteMetadata.class, w -> new SecretOperation.DeleteMetadata("secret", db));
        granted(SecretOperation.ListNames.class, w -> new SecretOperation.ListNames("secret", "", "", 100));
        granted(
                SecretOperation.Search.class,
                w -> new SecretOperation.Search("secret", "", SecretOperation.SearchQuery.ALL, "", 100));
        known(
                SecretOperation.Changed.class,
                w -> new SecretOperation.Changed("secret", List.of("app/db", "app/"), 0, true));
        known(SecretOperation.ReadMany.class, w -> new SecretOperation.ReadMany("secret", List.of(db, path("none"))));
        granted(SecretOperation.Subkeys.class, w -> new SecretOperation.Subkeys("secret", db, 0, 0));
        granted(
                SecretOperation.Generate.class,
                w -> new SecretOperation.Generate("secret", path("made"), "password", null, null));
        granted(
                SecretOperation.Export.class,
                w -> new SecretOperation.Export("secret", "", bytes("a passphrase of some length")));
        granted(
                SecretOperation.Import.class,
                w -> new SecretOperation.Import(
                        "secret", "", w.bundle(), bytes("a passphrase of some length"), true, false));
        granted(SecretOperation.ReadConfig.class, w -> new SecretOperation.ReadConfig("secret"));
        granted(SecretOperation.WriteConfig.class, w -> new SecretOperation.WriteConfig("secret", false, 7, 0L));
    }

    private void mounts() {
        for (boolean auth : List.of(false, true)) {
            String present = auth ? "userpass" : "secret";
            granted(MountOperation.ListMounts.class, w -> new MountOperation.ListMounts(auth));
            granted(MountOperation.ReadMount.class, w -> new MountOperation.ReadMount(auth, present));
            granted(
                    MountOperation.Enable.class,
                    w -> new MountOperation.Enable(
                            auth, "another", auth ? "userpass" : "kv", "d", MountTuning.NONE, Map.of(), false));
            granted(
                    MountOperation.Tune.class,
                    w -> new MountOperation.Tune(auth, present, MountTuning.NONE, "changed", null));
            granted(MountOperation.Disable.class, w -> new MountOperation.Disable(auth, present));
            granted(
                    MountOperation.Remount.class,
                    w -> new MountOperation.Remount(
                            auth, auth ? "auth/userpass" : "secret", auth ? "auth/people" : "kept"));
        }
        // Shows only what the caller has a right in; to anonymous callers, mounts made visible on purpose.
        anyone(MountOperation.VisibleMounts.class, w -> new MountOperation.VisibleMounts());
        anyone(MountOperation.FindMount.class, w -> new MountOperation.FindMount("secret/app"));
    }

    private void policies() {
        granted(PolicyOperation.ListPolicies.class, w -> new PolicyOperation.ListPolicies());
        granted(PolicyOperation.ReadPolicy.class, w -> new PolicyOperation.ReadPolicy("reader"));
        granted(
                PolicyOperation.WritePolicy.class,
                w -> new PolicyOperation.WritePolicy("writer", "path \"a\" { capabilities = [\"update\"] }"));
        granted(PolicyOperation.DeletePolicy.class, w -> new PolicyOperation.DeletePolicy("reader"));
        granted(PolicyOperation.ListRoles.class, w -> new PolicyOperation.ListRoles());
        granted(PolicyOperation.ReadRole.class, w -> new PolicyOperation.ReadRole("operators"));
        granted(
                PolicyOperation.WriteRole.class,
                w -> new PolicyOperation.WriteRole(new Role("auditors", "", List.of("reader"))));
        granted(PolicyOperation.DeleteRole.class, w -> new PolicyOperation.DeleteRole("operators"));
        granted(
                PolicyOperation.CapabilitiesSelf.class,
                w -> new PolicyOperation.CapabilitiesSelf(List.of("secret/data/app/db")));
        granted(
                PolicyOperation.Capabilities.class,
                w -> new PolicyOperation.Capabilities(w.victim(), List.of("secret/data/app/db")));
        granted(
                PolicyOperation.CapabilitiesAccessor.class,
                w -> new PolicyOperation.CapabilitiesAccessor(w.victimAccessor(), List.of("secret/data/app/db")));
        // Why may I (not)? concerns the caller's own rights.
        known(
                PolicyOperation.Explain.class,
                w -> new PolicyOperation.Explain("", "secret/data/app/db", Capability.READ));
        granted(
                PolicyOperation.Explain.class,
                w -> new PolicyOperation.Explain(w.victimAccessor(), "secret/data/app/db", Capability.READ));
    }

    private void tokens() {
        granted(
                TokenOperation.CreateToken.class,
                w -> new TokenOperation.CreateToken(World.spec(List.of("reader"), false)));
        granted(
                TokenOperation.CreateOrphan.class,
                w -> new TokenOperation.CreateOrphan(World.spec(List.of("reader"), false)));
        granted(
                TokenOperation.CreateByRole.class,
                w -> new TokenOperation.CreateByRole("robots", World.spec(List.of("reader"), false)));
        granted(TokenOperation.LookupSelf.class, w -> new TokenOperation.LookupSelf());
        granted(TokenOperation.LookupToken.class, w -> new TokenOperation.LookupToken(w.victim()));
        granted(TokenOperation.LookupAccessor.class, w -> new TokenOperation.LookupAccessor(w.victimAccessor()));
        granted(TokenOperation.RenewSelf.class, w -> new TokenOperation.RenewSelf(60));
        refusing(Refusal.Reason.INVALID_REQUEST);
        granted(TokenOperation.RenewToken.class, w -> new TokenOperation.RenewToken(w.victim(), 60));
        granted(TokenOperation.RenewAccessor.class, w -> new TokenOperation.RenewAccessor(w.victimAccessor(), 60));
        granted(TokenOperation.RevokeSelf.class, w -> new TokenOperation.RevokeSelf());
        granted(TokenOperation.RevokeToken.class, w -> new TokenOperation.RevokeToken(w.victim()));
        granted(TokenOperation.RevokeAccessor.class, w -> new TokenOperation.RevokeAccessor(w.victimAccessor()));
        granted(TokenOperation.RevokeOrphan.class, w -> new TokenOperation.RevokeOrphan(w.victim()));
        granted(TokenOperation.ListAccessors.class, w -> new TokenOperation.ListAccessors());
        granted(TokenOperation.TidyTokens.class, w -> new TokenOperation.TidyTokens());
        granted(TokenOperation.WriteTokenRole.class, w -> new TokenOperation.WriteTokenRole(World.tokenRole("others")));
        granted(TokenOperation.ReadTokenRole.class, w -> new TokenOperation.ReadTokenRole("robots"));
        granted(TokenOperation.ListTokenRoles.class, w -> new TokenOperation.ListTokenRoles());
        granted(TokenOperation.DeleteTokenRole.class, w -> new TokenOperation.DeleteTokenRole("robots"));
    }

    private void users() {
        anyone(
                UserOperation.LoginPassword.class,
                w -> new UserOperation.LoginPassword("userpass", "ann", bytes(World.USER_PASSWORD)));
        granted(UserOperation.ListUsers.class, w -> new UserOperation.ListUsers("userpass"));
        granted(UserOperation.ReadUser.class, w -> new UserOperation.ReadUser("userpass", "ann"));
        granted(
                UserOperation.WriteUser.class,
                w -> new UserOperation.WriteUser(
                        "userpass", "ben", bytes(World.USER_PASSWORD), TokenOperation.TokenParameters.NONE));
        granted(
                UserOperation.ChangePassword.class,
                w -> new UserOperation.ChangePassword("userpass", "ann", bytes("Another-long-phrase-8")));
        granted(
                UserOperation.ChangePolicies.class,
                w -> new UserOperation.ChangePolicies("userpass", "ann", List.of("reader")));
        granted(UserOperation.DeleteUser.class, w -> new UserOperation.DeleteUser("userpass", "ann"));
        granted(UserOperation.UnlockUser.class, w -> new UserOperation.UnlockUser("userpass", "ann"));
    }

    private void appRoles() {
        anyone(
                AppRoleOperation.LoginAppRole.class,
                w -> new AppRoleOperation.LoginAppRole(
                        "approle", w.roleId, w.secretId().secretId()));
        granted(AppRoleOperation.ListAppRoles.class, w -> new AppRoleOperation.ListAppRoles("approle"));
        granted(AppRoleOperation.ReadAppRole.class, w -> new AppRoleOperation.ReadAppRole("approle", "robot"));
        granted(
                AppRoleOperation.WriteAppRole.class,
                w -> new AppRoleOperation.WriteAppRole("approle", World.appRole("another"), null));
        granted(AppRoleOperation.DeleteAppRole.class, w -> new AppRoleOperation.DeleteAppRole("approle", "robot"));
        granted(AppRoleOperation.ReadRoleId.class, w -> new AppRoleOperation.ReadRoleId("approle", "robot"));
        granted(
                AppRoleOperation.WriteRoleId.class,
                w -> new AppRoleOperation.WriteRoleId("approle", "robot", bytes("a-chosen-role-id")));
        granted(
                AppRoleOperation.CreateSecretId.class,
                w -> new AppRoleOperation.CreateSecretId(
                        "approle", "robot", null, Map.of("k", "v"), List.of(), List.of(), 3, 60));
        granted(AppRoleOperation.ListSecretIds.class, w -> {
            w.secretId();
            return new AppRoleOperation.ListSecretIds("approle", "robot");
        });
        granted(
                AppRoleOperation.LookupSecretId.class,
                w -> new AppRoleOperation.LookupSecretId(
                        "approle", "robot", w.secretId().secretId(), null));
        granted(
                AppRoleOperation.LookupSecretId.class,
                w -> new AppRoleOperation.LookupSecretId(
                        "approle", "robot", null, w.secretId().accessor()));
        granted(
                AppRoleOperation.DestroySecretId.class,
                w -> new AppRoleOperation.DestroySecretId(
                        "approle", "robot", null, w.secretId().accessor()));
        granted(AppRoleOperation.TidySecretIds.class, w -> new AppRoleOperation.TidySecretIds("approle"));
    }

    private void wrappings() {
        // Puts away what the same request was already granted and given; no route of its own leads here.
        anyone(
                WrappingOperation.StoreWrapped.class,
                w -> new WrappingOperation.StoreWrapped(json("{}"), 60, "secret/data/app/db", null));
        // The credential is the wrapping token that is given.
        anyone(WrappingOperation.Unwrap.class, w -> new WrappingOperation.Unwrap(w.wrapping()));
        // Whoever holds the wrapping token may look whether it was opened.
        anyone(WrappingOperation.LookupWrapped.class, w -> new WrappingOperation.LookupWrapped(w.wrapping()));
        anyone(WrappingOperation.Rewrap.class, w -> new WrappingOperation.Rewrap(w.wrapping()));
        granted(WrappingOperation.Wrap.class, w -> new WrappingOperation.Wrap());
        refusing(Refusal.Reason.INVALID_REQUEST);
        granted(WrappingOperation.ReadCubbyhole.class, w -> new WrappingOperation.ReadCubbyhole("notes/a"));
        granted(
                WrappingOperation.WriteCubbyhole.class,
                w -> new WrappingOperation.WriteCubbyhole("notes/b", json("{\"b\":2}")));
        granted(WrappingOperation.DeleteCubbyhole.class, w -> new WrappingOperation.DeleteCubbyhole("notes/a"));
        granted(WrappingOperation.ListCubbyhole.class, w -> new WrappingOperation.ListCubbyhole("notes/"));
    }

    private void leases() {
        granted(LeaseOperation.LookupLease.class, w -> new LeaseOperation.LookupLease(w.lease()));
        granted(LeaseOperation.RenewLease.class, w -> new LeaseOperation.RenewLease(w.lease(), 60));
        granted(LeaseOperation.RevokeLease.class, w -> new LeaseOperation.RevokeLease(w.lease()));
        granted(LeaseOperation.RevokePrefix.class, w -> new LeaseOperation.RevokePrefix("auth/userpass", false));
        granted(LeaseOperation.ListLeases.class, w -> {
            w.lease();
            return new LeaseOperation.ListLeases("auth/userpass/login/");
        });
        granted(LeaseOperation.TidyLeases.class, w -> new LeaseOperation.TidyLeases());
    }

    private void seals() {
        anyone(SealOperation.SealStatusQuery.class, w -> new SealOperation.SealStatusQuery());
        // Who starts a fort has no credential yet; it works once in an environment's life.
        anyone(SealOperation.Initialise.class, w -> new SealOperation.Initialise(1, 1));
        refusing(Refusal.Reason.ALREADY_EXISTS);
        // The credential is the share.
        anyone(SealOperation.Unseal.class, w -> new SealOperation.Unseal(w.fort.share(DEVELOPMENT), false));
        granted(SealOperation.Seal.class, w -> new SealOperation.Seal());
        granted(SealOperation.KeyStatusQuery.class, w -> new SealOperation.KeyStatusQuery());
        granted(SealOperation.RotateKey.class, w -> new SealOperation.RotateKey());
        granted(SealOperation.RekeyInit.class, w -> new SealOperation.RekeyInit(3, 2, false));
        granted(SealOperation.RekeyStatusQuery.class, w -> new SealOperation.RekeyStatusQuery());
        granted(SealOperation.RekeyUpdate.class, w -> {
            String nonce = w.rekeying();
            return new SealOperation.RekeyUpdate(w.fort.share(DEVELOPMENT), nonce);
        });
        granted(SealOperation.RekeyCancel.class, w -> new SealOperation.RekeyCancel());
        // For those who lost all tokens; the credential is the shares.
        anyone(SealOperation.GenerateRootInit.class, w -> {
            w.root(new SealOperation.GenerateRootCancel());
            return new SealOperation.GenerateRootInit(null);
        });
        anyone(SealOperation.GenerateRootStatusQuery.class, w -> new SealOperation.GenerateRootStatusQuery());
        anyone(SealOperation.GenerateRootUpdate.class, w -> {
            String nonce = w.generating();
            return new SealOperation.GenerateRootUpdate(w.fort.share(DEVELOPMENT), nonce);
        });
        anyone(SealOperation.GenerateRootCancel.class, w -> new SealOperation.GenerateRootCancel());
        inside(SealOperation.LocalAdministrator.class, w -> new SealOperation.LocalAdministrator(true));
    }

    private void audits() {
        var everything = new AuditOperation.LogQuery(null, null, null, null, null, null, null);
        granted(AuditOperation.SearchLog.class, w -> new AuditOperation.SearchLog(everything, null, 10));
        granted(AuditOperation.ReadLogEntry.class, w -> new AuditOperation.ReadLogEntry(0));
        // Sizes and hashes: whoever may log in may hold the log to its word.
        known(AuditOperation.ReadCheckpoint.class, w -> new AuditOperation.ReadCheckpoint());
        known(AuditOperation.ReadTile.class, w -> {
            w.root(new AuditOperation.VerifyLog());
            return new AuditOperation.ReadTile("tile/0/000.p/1");
        });
        known(AuditOperation.ProveInclusion.class, w -> new AuditOperation.ProveInclusion(0, 0));
        known(AuditOperation.ProveReceipt.class, w -> new AuditOperation.ProveReceipt(w.receipt()));
        known(AuditOperation.ProveConsistency.class, w -> new AuditOperation.ProveConsistency(1, 2));
        granted(AuditOperation.VerifyLog.class, w -> new AuditOperation.VerifyLog());
        known(AuditOperation.ReadVerifierKey.class, w -> new AuditOperation.ReadVerifierKey());
    }

    private void tools() {
        granted(ToolOperation.RandomBytes.class, w -> new ToolOperation.RandomBytes(16, "hex"));
        granted(ToolOperation.Hash.class, w -> new ToolOperation.Hash(bytes("x"), "sha2-256", "hex"));
        granted(ToolOperation.AuditHash.class, w -> new ToolOperation.AuditHash(bytes("x")));
        granted(ToolOperation.ReadInformation.class, w -> new ToolOperation.ReadInformation("sys/leader", false));
        // Documentation of the interface, which is public.
        anyone(ToolOperation.ReadInformation.class, w -> new ToolOperation.ReadInformation("sys/openapi", true));
    }

    private void promotions() {
        granted(
                PromotionOperation.CreatePromotion.class,
                w -> new PromotionOperation.CreatePromotion(
                        STAGING,
                        "secret",
                        "app/",
                        List.of(new PromotionOperation.Item(path("app/a"), new PromotionOperation.Action.Skip())),
                        "because"));
        granted(
                PromotionOperation.OfferSource.class,
                w -> new PromotionOperation.OfferSource(
                        PRODUCTION, w.create(DEVELOPMENT, PRODUCTION, "app/db").id()));
        granted(
                PromotionOperation.GatherOffer.class,
                w -> new PromotionOperation.GatherOffer(
                        PRODUCTION, "id", "secret", "app/", List.of("app/db"), List.of(path("app/db"))));
        inside(
                PromotionOperation.ReceiveOffer.class,
                w -> new PromotionOperation.ReceiveOffer(
                        w.promotion(false, false).id(),
                        new PromotionOperation.Offer(List.of(), List.of(), List.of()),
                        "staging"));
        granted(PromotionOperation.ListPromotions.class, w -> {
            w.promotion(false, false);
            return new PromotionOperation.ListPromotions();
        });
        granted(
                PromotionOperation.ReadPromotion.class,
                w -> new PromotionOperation.ReadPromotion(
                        w.promotion(false, false).id()));
        granted(
                PromotionOperation.DiffPromotion.class,
                w -> new PromotionOperation.DiffPromotion(
                        w.promotion(true, false).id()));
        granted(PromotionOperation.ApprovePromotion.class, w -> {
            PromotionOperation.PromotionView view = w.promotion(true, false);
            return new PromotionOperation.ApprovePromotion(view.id(), view.mappingHash());
        });
        granted(
                PromotionOperation.ApplyPromotion.class,
                w -> new PromotionOperation.ApplyPromotion(
                        w.promotion(true, true).id()));
        granted(
                PromotionOperation.CancelPromotion.class,
                w -> new PromotionOperation.CancelPromotion(
                        w.promotion(true, false).id()));
    }

    private void consumers() {
        var db = path("app/db");
        granted(ConsumerOperation.Declare.class, w -> new ConsumerOperation.Declare("secret", db, "payments"));
        granted(ConsumerOperation.Acknowledge.class, w -> new ConsumerOperation.Acknowledge("secret", db, 2, null));
        granted(ConsumerOperation.ListConsumers.class, w -> new ConsumerOperation.ListConsumers("secret", db));
        granted(ConsumerOperation.Forget.class, w -> {
            w.root(new ConsumerOperation.Declare("secret", db, "payments"));
            return new ConsumerOperation.Forget("secret", db, "payments");
        });
        granted(ConsumerOperation.Acceptable.class, w -> new ConsumerOperation.Acceptable("secret", db, true));
    }

    private void watches() {
        granted(WatchOperation.ListAlerts.class, w -> new WatchOperation.ListAlerts(true, "", 10));
        granted(WatchOperation.AcknowledgeAlert.class, w -> new WatchOperation.AcknowledgeAlert(w.alert()));
        granted(WatchOperation.StateDigest.class, w -> new WatchOperation.StateDigest());
        granted(WatchOperation.EnvironmentStatus.class, w -> new WatchOperation.EnvironmentStatus());
        granted(
                WatchOperation.SignReport.class,
                w -> new WatchOperation.SignReport("report".getBytes(StandardCharsets.UTF_8)));
        inside(WatchOperation.AlertDelivered.class, w -> new WatchOperation.AlertDelivered(w.alert()));
        inside(WatchOperation.AlertTaken.class, w -> new WatchOperation.AlertTaken(w.alert(), "oncall"));
        inside(
                WatchOperation.AlertFailed.class,
                w -> new WatchOperation.AlertFailed(w.alert(), Instant.EPOCH, "no route"));
        inside(WatchOperation.CanaryRoundTrip.class, w -> new WatchOperation.CanaryRoundTrip());
    }
}
