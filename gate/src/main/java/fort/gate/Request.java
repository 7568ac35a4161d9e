package fort.gate;

import fort.access.Parameters;
import fort.domain.EnvironmentName;
import fort.identity.Credential;
import org.jspecify.annotations.Nullable;

/// Who asks, from where, towards which environment. Made once at the edge, never changed.
///
/// @param id the request's id (UUID text), the same in response and record
/// @param environment the environment the request names by header, path prefix or listener; null when it names
///     none: then the token's own, else
///     the default
/// @param credential what the request carried
/// @param source peer address, or `internal`
/// @param service what the requester calls itself (user agent or service header), or empty
/// @param target what was asked for, as the transport spells it after canonicalisation (`secret/data/app/db`), for
///     the record of a violation
/// @param parameters top-level body fields of the request as policies with `allowed_parameters` see them; parsed
///     only when a rule asks, only
///     compared, never kept
/// @param wrapTtlSeconds asked-for response wrapping, 0 for none; checked against the policy's wrapping limits
public record Request(
        String id,
        @Nullable EnvironmentName environment,
        Credential credential,
        String source,
        String service,
        String target,
        Parameters parameters,
        long wrapTtlSeconds) {}
