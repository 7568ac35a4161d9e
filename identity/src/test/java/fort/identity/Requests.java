package fort.identity;

import fort.domain.SecretValue;
import java.util.List;
import java.util.Map;

/// Token requests that differ from the plain one in one thing.
final class Requests {
    private Requests() {}

    static TokenRequest policies(String... policies) {
        return new TokenRequest(null, List.of(policies), Map.of(), false, false, false, null, 0, 0, "", 0, 0);
    }

    static TokenRequest ttl(long seconds) {
        return new TokenRequest(null, null, Map.of(), false, false, false, null, seconds, 0, "", 0, 0);
    }

    static TokenRequest explicitMax(long ttlSeconds, long maxSeconds) {
        return new TokenRequest(null, null, Map.of(), false, false, false, null, ttlSeconds, maxSeconds, "", 0, 0);
    }

    static TokenRequest period(long seconds) {
        return new TokenRequest(null, null, Map.of(), false, false, false, null, 0, 0, "", 0, seconds);
    }

    static TokenRequest uses(int uses) {
        return new TokenRequest(null, null, Map.of(), false, false, false, null, 0, 0, "", uses, 0);
    }

    static TokenRequest id(String id) {
        SecretValue value = World.secret(id);
        return new TokenRequest(value, null, Map.of(), false, false, false, null, 0, 0, "", 0, 0);
    }

    static TokenRequest orphan(boolean byPath) {
        return new TokenRequest(null, null, Map.of(), !byPath, byPath, false, null, 0, 0, "", 0, 0);
    }

    static TokenRequest notRenewable() {
        return new TokenRequest(null, null, Map.of(), false, false, false, false, 0, 0, "", 0, 0);
    }

    static TokenRequest named(String displayName, String... policies) {
        return new TokenRequest(
                null, List.of(policies), Map.of("team", "x"), false, false, true, null, 0, 0, displayName, 0, 0);
    }
}
