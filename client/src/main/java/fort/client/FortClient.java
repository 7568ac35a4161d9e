package fort.client;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Supplier;

/// A client of Fort's own API. Cheap to make: it connects with the first call and keeps one connection.
///
/// Calls fail with [FortException]. Safe for use by several threads, which then take turns.
public final class FortClient implements AutoCloseable {
    private final Calls calls;

    FortClient(Calls calls) {
        this.calls = calls;
    }

    public static FortClient connect(Settings settings) {
        Supplier<String> keys = () -> new BigInteger(128, new SecureRandom()).toString(36);
        return new FortClient(new Calls(new HttpTransport(settings), settings, FortClient::sleep, keys));
    }

    public SecretCalls secrets() {
        return new SecretCalls(calls);
    }

    public MetadataCalls metadata() {
        return new MetadataCalls(calls);
    }

    public ConsumerCalls consumers() {
        return new ConsumerCalls(calls);
    }

    public TypeCalls types() {
        return new TypeCalls(calls);
    }

    public PlaceCalls places() {
        return new PlaceCalls(calls);
    }

    public AccessCalls access() {
        return new AccessCalls(calls);
    }

    public IdentityCalls identities() {
        return new IdentityCalls(calls);
    }

    public TokenCalls tokens() {
        return new TokenCalls(calls);
    }

    public PromotionCalls promotions() {
        return new PromotionCalls(calls);
    }

    public RotationCalls rotations() {
        return new RotationCalls(calls);
    }

    public TargetCalls targets() {
        return new TargetCalls(calls);
    }

    public EmergencyCalls emergencies() {
        return new EmergencyCalls(calls);
    }

    public AlertCalls alerts() {
        return new AlertCalls(calls);
    }

    public AuditCalls audit() {
        return new AuditCalls(calls);
    }

    public SealCalls seal() {
        return new SealCalls(calls);
    }

    public HealthCalls health() {
        return new HealthCalls(calls);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FortException.unreachable("interrupted while waiting to try again");
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
