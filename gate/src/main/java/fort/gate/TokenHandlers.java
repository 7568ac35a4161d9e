package fort.gate;

import fort.access.Capability;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.identity.Credential;
import fort.identity.Issued;
import fort.identity.TokenEntry;
import fort.identity.TokenRequest;
import fort.identity.TokenRole;
import fort.identity.Tokens;
import fort.store.Change;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tokens. What a token may be is identity's; which of them a caller may touch is decided here.
final class TokenHandlers implements Handler<TokenOperation<?>> {
    static final int ACCESSORS_MAX = 10_000;

    /// Expired tokens looked at by one tidy.
    private static final int TIDY_MAX = 2_000;

    @Override
    public Demand demand(Act act, TokenOperation<?> operation) {
        return switch (operation) {
            case TokenOperation.CreateToken _ -> Demand.needs("auth/token/create", Capability.UPDATE);
            case TokenOperation.CreateOrphan _ -> Demand.sudo("auth/token/create-orphan", Capability.UPDATE);
            case TokenOperation.CreateByRole o ->
                Demand.needs("auth/token/create/" + Demand.named(o.role()), Capability.UPDATE);
            case TokenOperation.LookupSelf _ -> Demand.needs("auth/token/lookup-self", Capability.READ);
            case TokenOperation.LookupToken _ -> Demand.needs("auth/token/lookup", Capability.UPDATE);
            case TokenOperation.LookupAccessor _ -> Demand.needs("auth/token/lookup-accessor", Capability.UPDATE);
            case TokenOperation.RenewSelf _ -> Demand.needs("auth/token/renew-self", Capability.UPDATE);
            case TokenOperation.RenewToken _ -> Demand.needs("auth/token/renew", Capability.UPDATE);
            case TokenOperation.RenewAccessor _ -> Demand.needs("auth/token/renew-accessor", Capability.UPDATE);
            case TokenOperation.RevokeSelf _ -> Demand.needs("auth/token/revoke-self", Capability.UPDATE);
            case TokenOperation.RevokeToken _ -> Demand.needs("auth/token/revoke", Capability.UPDATE);
            case TokenOperation.RevokeAccessor _ -> Demand.needs("auth/token/revoke-accessor", Capability.UPDATE);
            case TokenOperation.RevokeOrphan _ -> Demand.sudo("auth/token/revoke-orphan", Capability.UPDATE);
            case TokenOperation.ListAccessors _ -> Demand.sudo("auth/token/accessors", Capability.LIST);
            case TokenOperation.TidyTokens _ -> Demand.needs("auth/token/tidy", Capability.UPDATE);
            case TokenOperation.WriteTokenRole o ->
                Demand.needs(
                        "auth/token/roles/" + Demand.named(o.role().name()),
                        tokens(act).role(o.role().name()).isPresent() ? Capability.UPDATE : Capability.CREATE);
            case TokenOperation.ReadTokenRole o ->
                Demand.needs("auth/token/roles/" + Demand.named(o.role()), Capability.READ);
            case TokenOperation.ListTokenRoles _ -> Demand.needs("auth/token/roles", Capability.LIST);
            case TokenOperation.DeleteTokenRole o ->
                Demand.needs("auth/token/roles/" + Demand.named(o.role()), Capability.DELETE);
        };
    }

    private static Tokens tokens(Act act) {
        return act.interior().identities().tokens();
    }

    @Override
    public Plan<?> plan(Act act, TokenOperation<?> operation) {
        return switch (operation) {
            case TokenOperation.CreateToken o -> create(act, o.spec(), false, null, "auth/token/create");
            case TokenOperation.CreateOrphan o -> create(act, o.spec(), true, null, "auth/token/create-orphan");
            case TokenOperation.CreateByRole o ->
                tokens(act)
                        .role(o.role())
                        .<Plan<?>>map(
                                role -> create(act, o.spec(), false, role.value(), "auth/token/create/" + o.role()))
                        .orElseGet(() -> Plan.refused(Refusal.Reason.INVALID_REQUEST, "unknown role " + o.role()));
            case TokenOperation.LookupSelf _ -> lookup(act, own(act), true, "bad token");
            case TokenOperation.LookupToken o -> lookup(act, tokens(act).find(o.token(), act.now()), true, "bad token");
            case TokenOperation.LookupAccessor o ->
                lookup(act, byAccessor(act, o.accessor()), false, "invalid accessor");
            case TokenOperation.RenewSelf o -> renew(act, own(act), o.incrementSeconds(), ownToken(act), "bad token");
            case TokenOperation.RenewToken o ->
                renew(act, tokens(act).find(o.token(), act.now()), o.incrementSeconds(), o.token(), "bad token");
            case TokenOperation.RenewAccessor o ->
                renew(act, byAccessor(act, o.accessor()), o.incrementSeconds(), null, "invalid accessor");
            case TokenOperation.RevokeSelf _ -> revoke(act, own(act), null);
            case TokenOperation.RevokeToken o -> revoke(act, tokens(act).find(o.token(), act.now()), null);
            case TokenOperation.RevokeAccessor o -> revoke(act, byAccessor(act, o.accessor()), "invalid accessor");
            case TokenOperation.RevokeOrphan o -> revokeOrphan(act, tokens(act).find(o.token(), act.now()));
            case TokenOperation.ListAccessors _ -> {
                List<String> accessors =
                        Pages.all((after, limit) -> tokens(act).accessors(after, limit), ACCESSORS_MAX);
                yield accessors.isEmpty() ? SecretHandlers.absent() : Plan.done(accessors);
            }
            case TokenOperation.TidyTokens _ ->
                Plan.done(tokens(act).tidy("", TIDY_MAX, act.now()).changes())
                        .warning(
                                "Tidy operation successfully started. Any information from the operation will be printed to the server logs.");
            case TokenOperation.WriteTokenRole o -> writeRole(act, o.role());
            case TokenOperation.ReadTokenRole o ->
                tokens(act)
                        .role(o.role())
                        .<Plan<?>>map(role -> Plan.done(view(role.value())))
                        .orElseGet(SecretHandlers::absent);
            case TokenOperation.ListTokenRoles _ -> {
                List<String> roles = tokens(act).roles("", 10_000);
                yield roles.isEmpty() ? SecretHandlers.absent() : Plan.done(roles);
            }
            case TokenOperation.DeleteTokenRole o -> Plan.done(tokens(act).deleteRole(o.role()));
        };
    }

    private static @Nullable SecretValue ownToken(Act act) {
        return act.request().credential() instanceof Credential.Token(SecretValue own) ? own : null;
    }

    private static Optional<Rows.Entry<TokenEntry>> own(Act act) {
        SecretValue own = ownToken(act);
        return own == null ? Optional.empty() : tokens(act).find(own, act.now());
    }

    private static Optional<Rows.Entry<TokenEntry>> byAccessor(Act act, String accessor) {
        return tokens(act).findByAccessor(accessor, act.now());
    }

    private static Plan<?> create(
            Act act, TokenOperation.TokenSpec spec, boolean orphanPath, @Nullable TokenRole role, String path) {
        if ("batch".equals(spec.type())) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST, "batch tokens are not offered: ask for a service token");
        }
        Optional<Rows.Entry<TokenEntry>> parent = own(act);
        if (parent.isEmpty()) {
            return Plan.refused(Refusal.Reason.FORBIDDEN, "only the holder of a token can create tokens");
        }
        TokenRequest request;
        try {
            request = new TokenRequest(
                    spec.id(),
                    spec.policies(),
                    spec.metadata(),
                    spec.noParent(),
                    orphanPath,
                    spec.noDefaultPolicy(),
                    spec.renewable(),
                    spec.ttlSeconds(),
                    spec.explicitMaxTtlSeconds(),
                    spec.displayName() == null ? "" : spec.displayName(),
                    spec.numUses(),
                    spec.periodSeconds());
        } catch (IllegalArgumentException e) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
        boolean sudo = act.rights().may(path, Capability.SUDO);
        return switch (tokens(act).create(request, parent.get(), sudo, role, act.now())) {
            case Outcome.Refused<Issued>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<Issued>(Issued issued) -> issued(act, issued);
        };
    }

    static Plan<?> issued(Act act, Issued issued) {
        List<String> warnings = new ArrayList<>(issued.warnings());
        for (String unknown : act.interior().policies().unknown(issued.entry().policies())) {
            warnings.add("Policy \"" + unknown + "\" does not exist");
        }
        return Plan.done(
                        Identities.auth(issued, act.now()),
                        issued.changes(),
                        Fact.details(Map.of("accessor", issued.entry().accessor())))
                .warnings(warnings);
    }

    private static Plan<?> lookup(Act act, Optional<Rows.Entry<TokenEntry>> row, boolean withId, String otherwise) {
        if (row.isEmpty()) {
            return Plan.refused(withId ? Refusal.Reason.UNAUTHENTICATED : Refusal.Reason.INVALID_REQUEST, otherwise);
        }
        return Plan.done(view(act, row.get().value()), touched(row.get()));
    }

    private static Fact touched(Rows.Entry<TokenEntry> row) {
        return Fact.details(Map.of("accessor", row.value().accessor()));
    }

    static TokenOperation.TokenView view(Act act, TokenEntry entry) {
        return new TokenOperation.TokenView(
                null,
                entry.accessor(),
                entry.policies(),
                entry.path(),
                entry.meta().isEmpty() ? null : entry.meta(),
                entry.displayName(),
                entry.usesLeft(),
                entry.orphan(),
                entry.issued(),
                entry.creationTtlSeconds(),
                entry.expires(),
                entry.ttlSeconds(act.now()),
                entry.explicitMaxTtlSeconds(),
                entry.periodSeconds(),
                "service",
                entry.renewable(),
                entry.lastRenewed(),
                entry.role().isEmpty() ? null : entry.role());
    }

    private static Plan<?> renew(
            Act act,
            Optional<Rows.Entry<TokenEntry>> row,
            long incrementSeconds,
            @Nullable SecretValue token,
            String otherwise) {
        if (row.isEmpty()) {
            return Plan.refused(
                    token == null ? Refusal.Reason.INVALID_REQUEST : Refusal.Reason.UNAUTHENTICATED, otherwise);
        }
        if (!stillGranted(act.interior(), row.get().value())) {
            return notRenewing();
        }
        return switch (tokens(act).renew(row.get(), incrementSeconds, act.now())) {
            case Outcome.Refused<Tokens.Renewed>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<Tokens.Renewed>(Tokens.Renewed renewed) ->
                Plan.done(
                                Identities.auth(token == null ? null : copy(token), renewed.entry(), act.now()),
                                renewed.changes(),
                                touched(row.get()))
                        .warnings(renewed.warnings());
        };
    }

    static Plan<?> notRenewing() {
        return Plan.refused(Refusal.Reason.INVALID_REQUEST, "policies have changed, not renewing");
    }

    /// Whether the method that gave a token would still give it. False when its user, role or mount is gone, or has
    /// other policies now: such a token ends at its time.
    static boolean stillGranted(Interior interior, TokenEntry entry) {
        return switch (entry.method()) {
            case "userpass" -> {
                String user = entry.meta().getOrDefault("username", "");
                Mount mount = mountOf(interior, entry, "/login/" + user);
                yield mount != null && interior.identities().users().stillGrants(mount.id(), user, entry.policies());
            }
            case "approle" -> {
                Mount mount = mountOf(interior, entry, "/login");
                yield mount != null
                        && interior.identities()
                                .appRoles()
                                .stillGrants(mount.id(), entry.meta().getOrDefault("role_name", ""), entry.policies());
            }
            default -> true;
        };
    }

    private static @Nullable Mount mountOf(Interior interior, TokenEntry entry, String suffix) {
        String path = entry.path();
        return path.startsWith("auth/") && path.length() > 5 + suffix.length() && path.endsWith(suffix)
                ? interior.mounts().at(true, path.substring(5, path.length() - suffix.length()))
                : null;
    }

    private static SecretValue copy(SecretValue token) {
        return SecretValue.copyOf(token.reveal(fort.domain.Reveal.granted()));
    }

    /// Revoking what does not exist succeeds for a token (its end is what was wanted) and not for an accessor.
    private static Plan<?> revoke(Act act, Optional<Rows.Entry<TokenEntry>> row, @Nullable String otherwise) {
        if (row.isEmpty()) {
            return otherwise == null ? Plan.done(List.of()) : Plan.refused(Refusal.Reason.INVALID_REQUEST, otherwise);
        }
        return Plan.done(revocation(act.interior(), row.get().value()), touched(row.get()));
    }

    /// The token, its descendants, and its cubbyhole.
    static List<Change> revocation(Interior interior, TokenEntry entry) {
        List<Change> changes = new ArrayList<>(interior.identities().tokens().revoke(entry));
        changes.addAll(WrappingHandlers.removedWith(interior, entry.id()));
        return changes;
    }

    private static Plan<?> revokeOrphan(Act act, Optional<Rows.Entry<TokenEntry>> row) {
        if (row.isEmpty()) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "token to revoke not found");
        }
        return switch (tokens(act).revokeOrphan(row.get().value())) {
            case Outcome.Refused<List<Change>>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<List<Change>>(List<Change> changes) -> Plan.done(changes, touched(row.get()));
        };
    }

    private static Plan<?> writeRole(Act act, TokenOperation.TokenRoleView view) {
        try {
            return Plan.done(tokens(act)
                    .writeRole(new TokenRole(
                            view.name(),
                            view.allowedPolicies(),
                            view.disallowedPolicies(),
                            view.allowedPoliciesGlob(),
                            view.disallowedPoliciesGlob(),
                            view.orphan(),
                            view.renewable(),
                            view.pathSuffix(),
                            TokenParameterViews.ofView(view.tokens()))));
        } catch (IllegalArgumentException e) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static TokenOperation.TokenRoleView view(TokenRole role) {
        return new TokenOperation.TokenRoleView(
                role.name(),
                role.allowedPolicies(),
                role.allowedPoliciesGlob(),
                role.disallowedPolicies(),
                role.disallowedPoliciesGlob(),
                role.orphan(),
                role.renewable(),
                role.pathSuffix(),
                List.of(),
                TokenParameterViews.view(role.token()));
    }
}
