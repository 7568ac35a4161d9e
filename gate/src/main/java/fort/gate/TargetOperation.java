package fort.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The systems whose credentials Fort rotates. Policies see `sys/rotation/targets/<name>`; writing and removing one
/// is
/// root-protected, since values are sent to its address.
public sealed interface TargetOperation<T> extends Operation<T> {
    /// Creates or replaces a target. Who asks must be allowed to read its credential.
    record WriteTarget(TargetSpec target) implements TargetOperation<TargetView> {
        @Override
        public String name() {
            return "target.write";
        }
    }

    record ReadTarget(String target) implements TargetOperation<TargetView> {
        @Override
        public String name() {
            return "target.read";
        }
    }

    record ListTargets(String after, int limit) implements TargetOperation<SecretOperation.Page<TargetView>> {
        @Override
        public String name() {
            return "target.list";
        }
    }

    /// Refused while a secret is rotated at it.
    record DeleteTarget(String target) implements TargetOperation<Void> {
        @Override
        public String name() {
            return "target.delete";
        }
    }

    /// @param name `a-z`, digits, `-`, `_`
    /// @param kind as the rotator's
    /// @param address as its kind spells it, without credentials
    /// @param caCertificates PEM, or empty
    /// @param credentialMount where the credential is kept; empty with an empty path
    /// @param credentialPath the secret of the same environment that Fort logs in with; empty: the rotated secret
    ///     itself
    record TargetSpec(
            String name,
            String kind,
            String address,
            String caCertificates,
            String credentialMount,
            String credentialPath) {
        public TargetSpec {
            fort.domain.Names.requireSimple("target", name);
        }
    }

    record TargetView(
            TargetSpec spec, String changedBy, @Nullable Instant changedTime) {}
}
