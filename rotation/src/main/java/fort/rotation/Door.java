package fort.rotation;

import fort.access.Parameters;
import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import fort.gate.Fort;
import fort.gate.Operation;
import fort.gate.Request;
import fort.identity.Credential;
import java.security.SecureRandom;
import java.util.UUID;

/// The worker's way through the gate, as `system/rotation` of one environment at a time.
final class Door {
    private static final Credential ITSELF = new Credential.Itself("rotation");

    private final Fort fort;
    private final SecureRandom random;

    Door(Fort fort, SecureRandom random) {
        this.fort = fort;
        this.random = random;
    }

    Fort fort() {
        return fort;
    }

    <T> Outcome<T> ask(EnvironmentName environment, Operation<T> operation) {
        Request request = new Request(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                environment,
                ITSELF,
                "internal",
                "fort",
                "sys/rotation",
                Parameters.NONE,
                0);
        return fort.gate().perform(request, operation).outcome();
    }
}
