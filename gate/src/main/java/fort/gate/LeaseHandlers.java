package fort.gate;

import fort.access.Capability;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.identity.TokenEntry;
import fort.identity.Tokens;
import fort.store.Change;
import fort.store.Rows;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Leases by id; today those of tokens.
final class LeaseHandlers implements Handler<LeaseOperation<?>> {
    /// Tokens revoked by one call of a prefix revocation.
    private static final int REVOKED_MAX = 2_000;

    /// Leases looked at for one listing.
    private static final int LISTED_MAX = 50_000;

    @Override
    public Demand demand(Act act, LeaseOperation<?> operation) {
        return switch (operation) {
            case LeaseOperation.LookupLease _ -> Demand.needs("sys/leases/lookup", Capability.UPDATE);
            case LeaseOperation.RenewLease _ -> Demand.needs("sys/leases/renew", Capability.UPDATE);
            case LeaseOperation.RevokeLease _ -> Demand.needs("sys/leases/revoke", Capability.UPDATE);
            case LeaseOperation.RevokePrefix o ->
                Demand.sudo(
                        "sys/leases/" + (o.force() ? "revoke-force/" : "revoke-prefix/") + o.prefix(),
                        Capability.UPDATE);
            case LeaseOperation.ListLeases o -> Demand.sudo("sys/leases/lookup/" + o.prefix(), Capability.LIST);
            case LeaseOperation.TidyLeases _ -> Demand.needs("sys/leases/tidy", Capability.UPDATE);
        };
    }

    @Override
    public Plan<?> plan(Act act, LeaseOperation<?> operation) {
        Tokens tokens = act.interior().identities().tokens();
        return switch (operation) {
            case LeaseOperation.LookupLease o ->
                tokens.findByLease(o.id(), act.now())
                        .<Plan<?>>map(row -> Plan.done(view(act, row.value())))
                        .orElseGet(LeaseHandlers::invalid);
            case LeaseOperation.RenewLease o -> renew(act, tokens, o);
            case LeaseOperation.RevokeLease o ->
                tokens.findByLease(o.id(), act.now())
                        .<Plan<?>>map(row -> Plan.done(TokenHandlers.revocation(act.interior(), row.value())))
                        .orElseGet(() -> Plan.done(List.of()));
            case LeaseOperation.RevokePrefix o -> {
                List<Change> changes = tokens.revokePrefix(o.prefix(), REVOKED_MAX);
                yield Plan.done(changes.size(), changes);
            }
            case LeaseOperation.ListLeases o -> list(tokens, o.prefix());
            case LeaseOperation.TidyLeases _ ->
                Plan.done(tokens.tidy("", REVOKED_MAX, act.now()).changes());
        };
    }

    /// One level below a prefix: folders with trailing slash, and leases.
    private static Plan<?> list(Tokens tokens, String prefix) {
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        TreeSet<String> names = new TreeSet<>();
        for (String lease : Pages.all((after, limit) -> tokens.leases(folder, after, limit), LISTED_MAX)) {
            String rest = lease.substring(folder.length());
            int slash = rest.indexOf('/');
            names.add(slash < 0 ? rest : rest.substring(0, slash + 1));
        }
        return names.isEmpty() ? SecretHandlers.absent() : Plan.done(List.copyOf(names));
    }

    private static Plan<?> invalid() {
        return Plan.refused(Refusal.Reason.INVALID_REQUEST, "invalid lease");
    }

    private static LeaseOperation.LeaseView view(Handler.Act act, TokenEntry entry) {
        return new LeaseOperation.LeaseView(
                Tokens.leaseId(entry),
                entry.issued(),
                entry.expires(),
                entry.lastRenewed(),
                entry.renewable(),
                entry.ttlSeconds(act.now()));
    }

    private static Plan<?> renew(Handler.Act act, Tokens tokens, LeaseOperation.RenewLease operation) {
        Optional<Rows.Entry<TokenEntry>> row = tokens.findByLease(operation.id(), act.now());
        if (row.isEmpty()) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "lease not found");
        }
        if (!TokenHandlers.stillGranted(act.interior(), row.get().value())) {
            return TokenHandlers.notRenewing();
        }
        return switch (tokens.renew(row.get(), operation.incrementSeconds(), act.now())) {
            case Outcome.Refused<Tokens.Renewed>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<Tokens.Renewed>(Tokens.Renewed renewed) ->
                Plan.done(view(act, renewed.entry()), renewed.changes());
        };
    }
}
