package fort.gate;

import fort.domain.SecretValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Response wrapping and the cubbyhole: what one token alone can read.
public sealed interface WrappingOperation<T> extends Operation<T> {
    /// Longest life of a wrapping token: a response that waits longer was forgotten.
    long TTL_SECONDS_MAX = 7 * 86_400;

    /// Puts a finished response body away for one reading. Made by the transport after an operation whose request
    /// asked for wrapping; that
    /// operation's own decision covered the wrapping limits.
    ///
    /// @param body the complete response as it would have been sent
    /// @param creationPath the wrapped request's path
    /// @param wrappedAccessor accessor of a token inside, or null
    record StoreWrapped(
            SecretValue body,
            long ttlSeconds,
            String creationPath,
            @Nullable String wrappedAccessor) implements WrappingOperation<WrapInfo> {
        @Override
        public String name() {
            return "wrapping.store";
        }
    }

    /// @param token the wrapping token; null means the request's own credential is it
    record Unwrap(@Nullable SecretValue token) implements WrappingOperation<SecretValue> {
        @Override
        public String name() {
            return "wrapping.unwrap";
        }
    }

    record LookupWrapped(@Nullable SecretValue token) implements WrappingOperation<WrapLookup> {
        @Override
        public String name() {
            return "wrapping.lookup";
        }
    }

    /// A new wrapping token for what an old one holds.
    record Rewrap(@Nullable SecretValue token) implements WrappingOperation<WrapInfo> {
        @Override
        public String name() {
            return "wrapping.rewrap";
        }
    }

    /// `sys/wrapping/wrap`: answers with what it was given; the transport wraps the response. Refused when the
    /// request asks for no wrapping.
    record Wrap() implements WrappingOperation<Void> {
        @Override
        public String name() {
            return "wrapping.wrap";
        }
    }

    record WrapInfo(
            SecretValue token,
            String accessor,
            long ttlSeconds,
            Instant creationTime,
            String creationPath,
            @Nullable String wrappedAccessor) {}

    record WrapLookup(long creationTtlSeconds, Instant creationTime, String creationPath) {}

    record ReadCubbyhole(String path) implements WrappingOperation<SecretValue> {
        @Override
        public String name() {
            return "cubbyhole.read";
        }
    }

    record WriteCubbyhole(String path, SecretValue json) implements WrappingOperation<Void> {
        @Override
        public String name() {
            return "cubbyhole.write";
        }
    }

    record DeleteCubbyhole(String path) implements WrappingOperation<Void> {
        @Override
        public String name() {
            return "cubbyhole.delete";
        }
    }

    /// @param prefix empty or ending in `/`
    record ListCubbyhole(String prefix) implements WrappingOperation<List<String>> {
        @Override
        public String name() {
            return "cubbyhole.list";
        }
    }
}
