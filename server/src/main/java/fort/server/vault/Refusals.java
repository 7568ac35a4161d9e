package fort.server.vault;

import fort.domain.Fault;
import fort.domain.Refusal;
import fort.server.web.WebResponse;
import java.util.List;

/// Refusals and faults in Vault's statuses and words. Some of the words are load-bearing: clients match them.
final class Refusals {
    private Refusals() {}

    static Answer of(Refusal refusal) {
        String message = refusal.message();
        return switch (refusal.reason()) {
            case INVALID_REQUEST, LOGIN_FAILED, CHECK_AND_SET, ALREADY_EXISTS -> Answer.error(400, message);
            case UNAUTHENTICATED, CROSS_ENVIRONMENT -> Answer.error(403, "permission denied");
            case FORBIDDEN -> Answer.collected(403, "permission denied");
            case NOT_FOUND -> Answer.ABSENT;
            case UNSUPPORTED -> Answer.collected(405, "unsupported operation");
            case UNSUPPORTED_MEDIA_TYPE -> Answer.error(415, message);
            case LIMIT_EXCEEDED -> Answer.error(413, message);
            case THROTTLED -> new Answer.Written(throttled(message, 5));
            case SEALED, UNINITIALISED -> Answer.error(503, "Vault is sealed");
        };
    }

    static WebResponse throttled(String message, int waitSeconds) {
        return Envelope.errors(429, List.of(message)).with("Retry-After", Integer.toString(waitSeconds));
    }

    static WebResponse of(Fault fault) {
        int status = switch (fault.code()) {
            case STORE_UNAVAILABLE, AUDIT_UNAVAILABLE, OVERLOADED -> 503;
            case STORE_FULL -> 507;
            case INTEGRITY, STORE_REFUSED, ROLLED_BACK, CONFIGURATION -> 500;
        };
        WebResponse response = Envelope.errors(status, List.of(fault.outer()));
        return fault.code() == Fault.Code.OVERLOADED ? response.with("Retry-After", "1") : response;
    }
}
