package fort.gate;

import fort.domain.SecretValue;

/// `sys/tools` and small questions that concern no stored thing.
public sealed interface ToolOperation<T> extends Operation<T> {
    /// @param bytes 1 to 1 MiB
    /// @param format `base64` or `hex`
    record RandomBytes(int bytes, String format) implements ToolOperation<SecretValue> {
        @Override
        public String name() {
            return "tools.random";
        }
    }

    /// @param algorithm `sha2-224`, `sha2-256`, `sha2-384`, `sha2-512`, `sha3-…`
    /// @param format `hex` or `base64`
    record Hash(SecretValue input, String algorithm, String format) implements ToolOperation<String> {
        @Override
        public String name() {
            return "tools.hash";
        }
    }

    /// `sys/audit-hash/{device}`: how a value appears in searches of the record (HMAC, `hmac-sha256:` + hex).
    record AuditHash(SecretValue input) implements ToolOperation<String> {
        @Override
        public String name() {
            return "audit.hash";
        }
    }

    /// Reads something that is the same for all callers and needs a right to see, such as `sys/config/...`,
    /// `sys/leader`, OpenAPI.
    ///
    /// @param path what policies are asked for
    /// @param open true when anyone may ask
    record ReadInformation(String path, boolean open) implements ToolOperation<Void> {
        @Override
        public String name() {
            return "information.read";
        }
    }
}
