package fort.rotation;

import fort.domain.Complexity;
import fort.domain.RotationSettings;
import fort.domain.SecretValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// All that one verb of a [Rotator] may know. The values belong to the worker, which closes them after the call.
///
/// @param environment and `path` name the secret, for messages and for marks at the target
/// @param fence of the worker's claim; a target that can remember it refuses a smaller one
/// @param settings the secret's, with the rotator's options
/// @param target where to connect; empty address for kinds without target
/// @param current the JSON object that consumers have now
/// @param next the staged JSON object; null in [Rotator#create], and in [Rotator#undo] when none was staged
/// @param version the number of the staged version, or of the current one in [Rotator#finish]
/// @param complexity the rule for values that the rotator makes
/// @param deadline a verb gives up by then
public record RotationContext(
        String environment,
        String path,
        long fence,
        RotationSettings settings,
        Target target,
        SecretValue current,
        @Nullable SecretValue next,
        long version,
        Complexity complexity,
        InstantSource clock,
        SecureRandom random,
        Instant deadline) {
    /// A system whose credentials Fort rotates.
    ///
    /// @param kind as [Rotator#kind]
    /// @param address as its kind spells it (`host:port`, a URL), without credentials
    /// @param caCertificates PEM, or empty for the platform's own
    /// @param credential the JSON object Fort logs in with to change others' credentials; null when the
    ///     secret's own current value does it
    public record Target(
            String name,
            String kind,
            String address,
            String caCertificates,
            @Nullable SecretValue credential) {
        public static final Target NONE = new Target("", "", "", "", null);
    }
}
