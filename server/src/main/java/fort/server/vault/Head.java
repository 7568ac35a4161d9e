package fort.server.vault;

import fort.gate.WrappingOperation;
import fort.server.web.WebRequest;
import org.jspecify.annotations.Nullable;

/// Verb, query and wrapping time of a call.
///
/// @param wrong why they cannot be read, or null; the others are then what could be read
record Head(
        Verb verb, Query query, long wrapSeconds, @Nullable BadCall wrong) {
    static Head of(WebRequest web) {
        Query query = Query.NONE;
        Verb verb = Verb.READ;
        try {
            query = Query.of(web.query());
            verb = Verb.of(web.method(), query.flag("list"));
            return new Head(verb, query, wrapSeconds(web.header("x-vault-wrap-ttl")), null);
        } catch (BadCall e) {
            return new Head(verb, query, 0, e);
        }
    }

    private static long wrapSeconds(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return 0;
        }
        long seconds = GoDuration.seconds(header)
                .orElseThrow(() -> BadCall.of("error parsing X-Vault-Wrap-TTL header: time: invalid duration"));
        if (seconds < 0) {
            throw BadCall.of("error parsing X-Vault-Wrap-TTL header: requested wrap ttl cannot be negative");
        }
        // Before the act: what it gave could not be put away afterwards, and would be lost.
        if (seconds > WrappingOperation.TTL_SECONDS_MAX) {
            throw BadCall.of("the wrapping time is 1 second to " + WrappingOperation.TTL_SECONDS_MAX + " seconds");
        }
        return seconds;
    }
}
