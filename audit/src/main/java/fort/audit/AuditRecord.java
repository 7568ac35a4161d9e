package fort.audit;

import java.time.Instant;
import java.util.Map;

/// One act, as it is kept: who, what, where, when, from where, and how it ended. Never a value: no field of
/// this type can hold one.
///
/// @param time UTC, when the act was decided
/// @param requestId the request's id, the same in the response
/// @param operation stable dotted name, such as `secret.read`
/// @param result `ok`, `refused` or `fault`
/// @param reason the refusal's or fault's code in lower case, or empty
/// @param principal such as `userpass/alice`; see [fort.domain.Caller]
/// @param method how the caller authenticated
/// @param accessor accessor of the token used, or empty
/// @param source peer address, or `internal`
/// @param service what the requester says it is (user agent or service header), at most 256 characters, or
///     empty
/// @param path the secret or object, as policies see it, such as `secret/data/app/db`; empty when there is none
/// @param version the version served or written, 0 when there is none
/// @param rule which policy rule allowed or denied, or empty
/// @param details further facts, canonical names and numbers only, at most 32
public record AuditRecord(
        Instant time,
        String requestId,
        String operation,
        String result,
        String reason,
        String principal,
        String method,
        String accessor,
        String source,
        String service,
        String path,
        long version,
        String rule,
        Map<String, String> details) {
    public AuditRecord {
        details = Map.copyOf(details);
    }
}
