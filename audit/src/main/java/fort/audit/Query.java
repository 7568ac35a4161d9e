package fort.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which records are wanted: all that equal every given field exactly and lie in the time range. Absent fields
/// do not restrict.
///
/// @param path as it stands in the record, such as `secret/data/app/db`; no prefix search, since the index is
///     blind
/// @param from inclusive
/// @param until exclusive
public record Query(
        @Nullable String principal,
        @Nullable String path,
        @Nullable String operation,
        @Nullable String result,
        @Nullable String requestId,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static final Query ALL = new Query(null, null, null, null, null, null, null);

    public Query withPrincipal(String value) {
        return new Query(value, path, operation, result, requestId, from, until);
    }

    public Query withPath(String value) {
        return new Query(principal, value, operation, result, requestId, from, until);
    }

    public Query withOperation(String value) {
        return new Query(principal, path, value, result, requestId, from, until);
    }

    public Query withResult(String value) {
        return new Query(principal, path, operation, value, requestId, from, until);
    }

    public Query withRequestId(String value) {
        return new Query(principal, path, operation, result, value, from, until);
    }

    public Query between(@Nullable Instant start, @Nullable Instant end) {
        return new Query(principal, path, operation, result, requestId, start, end);
    }

    boolean matches(AuditRecord record) {
        return matches(principal, record.principal())
                && matches(path, record.path())
                && matches(operation, record.operation())
                && matches(result, record.result())
                && matches(requestId, record.requestId())
                && (from == null || !record.time().isBefore(from))
                && (until == null || record.time().isBefore(until));
    }

    private static boolean matches(@Nullable String wanted, String found) {
        return wanted == null || wanted.equals(found);
    }

    /// One page of what a search found, newest first.
    ///
    /// @param cursor give it to the next call; null when there is nothing more
    public record Page(
            java.util.List<LoggedRecord> records, @Nullable Long cursor) {}
}
