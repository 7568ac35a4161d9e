package fort.server;

import fort.access.Parameters;
import fort.domain.EnvironmentName;
import fort.gate.Request;
import fort.identity.Credential;
import fort.server.api.RequestIds;
import java.util.random.RandomGenerator;

/// Makes the [Request] of acts that no request from outside asked for.
final class Requests {
    private Requests() {}

    static Request internal(EnvironmentName environment, Credential credential, RandomGenerator random) {
        return new Request(
                RequestIds.next(random), environment, credential, "internal", "fort", "", Parameters.NONE, 0);
    }
}
