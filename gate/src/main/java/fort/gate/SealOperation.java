package fort.gate;

import fort.domain.SecretValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The seal of one environment: its root key's coming and going.
public sealed interface SealOperation<T> extends Operation<T> {
    record SealStatusQuery() implements SealOperation<SealStatus> {
        @Override
        public String name() {
            return "seal.status";
        }
    }

    /// @param type `shamir` or `keyfile`
    /// @param progress shares given so far
    /// @param nonce of the unsealing under way, or empty
    record SealStatus(
            String type,
            boolean initialised,
            boolean sealed,
            int shares,
            int threshold,
            int progress,
            String nonce,
            String clusterId) {}

    /// Only once; open to anonymous, as nobody exists before.
    record Initialise(int shares, int threshold) implements SealOperation<Initialised> {
        @Override
        public String name() {
            return "seal.initialise";
        }
    }

    /// @param shares each to be shown once
    /// @param rootToken the first token, with the `root` policy; one hour when it is the bootstrap credential
    record Initialised(List<SecretValue> shares, SecretValue rootToken) {}

    /// @param share null with `reset`
    record Unseal(@Nullable SecretValue share, boolean reset) implements SealOperation<SealStatus> {
        @Override
        public String name() {
            return "seal.unseal";
        }
    }

    record Seal() implements SealOperation<Void> {
        @Override
        public String name() {
            return "seal.seal";
        }
    }

    /// `sys/key-status`.
    record KeyStatusQuery() implements SealOperation<KeyStatus> {
        @Override
        public String name() {
            return "seal.key_status";
        }
    }

    record KeyStatus(int term, Instant installTime, long encryptions) {}

    /// `sys/rotate`: a new environment key; re-wrapping of data keys goes on in the background and resumes after a
    /// restart.
    record RotateKey() implements SealOperation<Void> {
        @Override
        public String name() {
            return "seal.rotate";
        }
    }

    /// `sys/rekey/init`: new shares for the root key.
    record RekeyInit(int shares, int threshold, boolean verify) implements SealOperation<RekeyStatus> {
        @Override
        public String name() {
            return "seal.rekey_init";
        }
    }

    record RekeyStatusQuery() implements SealOperation<RekeyStatus> {
        @Override
        public String name() {
            return "seal.rekey_status";
        }
    }

    record RekeyUpdate(SecretValue share, String nonce) implements SealOperation<RekeyStatus> {
        @Override
        public String name() {
            return "seal.rekey_update";
        }
    }

    record RekeyCancel() implements SealOperation<Void> {
        @Override
        public String name() {
            return "seal.rekey_cancel";
        }
    }

    /// @param newShares only in the answer that completes it
    record RekeyStatus(
            boolean started,
            String nonce,
            int shares,
            int threshold,
            int progress,
            int required,
            boolean complete,
            List<SecretValue> newShares) {}

    /// `sys/generate-root/attempt`: a new root token from a quorum of share holders, encoded with a one-time pad.
    ///
    /// @param otp base62 text of the token's length, or null: then one is made and returned once
    record GenerateRootInit(@Nullable SecretValue otp) implements SealOperation<GenerateRootStatus> {
        @Override
        public String name() {
            return "seal.generate_root_init";
        }
    }

    record GenerateRootStatusQuery() implements SealOperation<GenerateRootStatus> {
        @Override
        public String name() {
            return "seal.generate_root_status";
        }
    }

    record GenerateRootUpdate(SecretValue share, String nonce) implements SealOperation<GenerateRootStatus> {
        @Override
        public String name() {
            return "seal.generate_root_update";
        }
    }

    record GenerateRootCancel() implements SealOperation<Void> {
        @Override
        public String name() {
            return "seal.generate_root_cancel";
        }
    }

    /// @param otp only in the answer to an init without one
    /// @param encodedToken base64 of token xor otp, only when complete
    record GenerateRootStatus(
            boolean started,
            String nonce,
            int progress,
            int required,
            boolean complete,
            int otpLength,
            @Nullable SecretValue otp,
            @Nullable SecretValue encodedToken) {}

    /// For a local operator who proved to hold the environment's key file: a fresh administrator token, one hour.
    /// Never reachable by HTTP.
    ///
    /// @param proved false when what he showed was wrong: it is refused, recorded and alerted
    record LocalAdministrator(boolean proved) implements SealOperation<TokenOperation.Auth> {
        @Override
        public String name() {
            return "seal.local_administrator";
        }
    }
}
