package fort.server.vault;

import fort.domain.Refusal;
import fort.gate.LeaseOperation;
import java.util.List;

/// Leases by id, in the present spelling and the old one (`sys/renew`, `sys/revoke`).
final class SysLeases {
    Answer answer(Call call, String path) {
        String act = path.startsWith("leases/") ? path.substring("leases/".length()) : path;
        int slash = act.indexOf('/');
        String first = slash < 0 ? act : act.substring(0, slash);
        String rest = slash < 0 ? "" : act.substring(slash + 1);
        if (first.equals("lookup") && call.verb() == Verb.LIST) {
            return list(call, rest);
        }
        if (call.verb() != Verb.WRITE) {
            return known(first) ? call.unsupportedVerb() : call.unsupportedPath();
        }
        return switch (first) {
            case "lookup" -> rest.isEmpty() ? lookup(call) : call.unsupportedVerb();
            case "renew" -> renew(call, rest);
            case "revoke" -> revoke(call, rest);
            case "revoke-prefix" -> prefix(call, rest, false);
            case "revoke-force" -> prefix(call, rest, true);
            case "tidy" -> call.ask(new LeaseOperation.TidyLeases(), _ -> Answer.warning(202, TokenRoutes.TIDY));
            default -> call.unsupportedPath();
        };
    }

    private static boolean known(String act) {
        return switch (act) {
            case "lookup", "renew", "revoke", "revoke-prefix", "revoke-force", "tidy" -> true;
            default -> false;
        };
    }

    private static Answer list(Call call, String prefix) {
        return call.ask(
                new LeaseOperation.ListLeases(prefix.isEmpty() ? "" : prefix + "/"),
                keys -> keys.isEmpty() ? Answer.ABSENT : Answer.keys(keys));
    }

    private static Answer missing(Call call) {
        return call.unknown(false, Answer.error(400, "lease_id must be specified"));
    }

    private static String id(Call call, String rest) {
        return rest.isEmpty() ? call.body().text("lease_id", "") : rest;
    }

    private static Answer lookup(Call call) {
        String id = id(call, "");
        if (id.isEmpty()) {
            return missing(call);
        }
        return call.ask(
                new LeaseOperation.LookupLease(id),
                lease -> Answer.data(Fields.of(
                        "id", lease.id(),
                        "issue_time", lease.issueTime(),
                        "expire_time", lease.expireTime(),
                        "last_renewal", lease.lastRenewal(),
                        "renewable", lease.renewable(),
                        "ttl", lease.ttlSeconds())),
                refusal -> notFound(refusal, "invalid lease"));
    }

    private static Answer notFound(Refusal refusal, String message) {
        return refusal.reason() == Refusal.Reason.NOT_FOUND ? Answer.error(400, message) : Refusals.of(refusal);
    }

    private static Answer renew(Call call, String rest) {
        String id = id(call, rest);
        if (id.isEmpty()) {
            return missing(call);
        }
        return call.ask(
                new LeaseOperation.RenewLease(id, call.body().seconds("increment", 0)),
                lease -> new Answer.Logical(
                        200,
                        null,
                        null,
                        lease.id(),
                        lease.ttlSeconds(),
                        lease.renewable(),
                        false,
                        List.of(),
                        List.of()),
                refusal -> notFound(refusal, "lease not found"));
    }

    private static Answer revoke(Call call, String rest) {
        String id = id(call, rest);
        if (id.isEmpty()) {
            return missing(call);
        }
        return call.ask(
                new LeaseOperation.RevokeLease(id),
                _ -> Answer.NOTHING,
                refusal -> refusal.reason() == Refusal.Reason.NOT_FOUND ? Answer.NOTHING : Refusals.of(refusal));
    }

    private static Answer prefix(Call call, String prefix, boolean force) {
        return prefix.isEmpty() ? call.unsupportedPath() : call.tell(new LeaseOperation.RevokePrefix(prefix, force));
    }
}
