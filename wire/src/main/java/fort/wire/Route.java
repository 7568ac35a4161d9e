package fort.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One call of Fort's own API, as data.
///
/// A template's `{name}` stands for one path segment, `{name*}` for one or more. A literal after it, such
/// as `:undelete` in `/secrets/{path*}:undelete`, names an action; only POST has actions and no POST is
/// without one where both are possible, so a secret whose name ends with `:undelete` is no ambiguity: the
/// last colon decides.
///
/// @param method HTTP method
/// @param template below [#BASE]
/// @param operation stable dotted name, the same in the record: `secret.read`
/// @param summary one sentence for readers
/// @param request the body's record, or null when there is no body
/// @param response the body's record, or null when the answer has no JSON body
/// @param mediaType of the successful answer
/// @param status of the successful answer
/// @param authenticated false for the few calls that need no token
/// @param idempotent repeating it does no further harm: a client may retry without an idempotency key
/// @param paged takes `limit` and `after`, answers `next`
/// @param queries further query parameters
public record Route(
        Method method,
        String template,
        String operation,
        String summary,
        @Nullable Class<? extends Record> request,
        @Nullable Class<? extends Record> response,
        String mediaType,
        int status,
        boolean authenticated,
        boolean idempotent,
        boolean paged,
        List<Query> queries) {
    /// Every route begins with this.
    public static final String BASE = "/api/v1";

    private static final String JSON = "application/json";
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)\\*?\\}");

    public Route {
        queries = List.copyOf(queries);
    }

    static Route of(Method method, String template, String operation, String summary) {
        boolean idempotent = method != Method.POST;
        return new Route(
                method, template, operation, summary, null, null, JSON, 204, true, idempotent, false, List.of());
    }

    Route takes(Class<? extends Record> body) {
        return new Route(
                method,
                template,
                operation,
                summary,
                body,
                response,
                mediaType,
                status,
                authenticated,
                idempotent,
                paged,
                queries);
    }

    Route answers(Class<? extends Record> body) {
        return new Route(
                method,
                template,
                operation,
                summary,
                request,
                body,
                JSON,
                200,
                authenticated,
                idempotent,
                paged,
                queries);
    }

    Route answersMedia(String media) {
        return new Route(
                method,
                template,
                operation,
                summary,
                request,
                null,
                media,
                200,
                authenticated,
                idempotent,
                paged,
                queries);
    }

    Route withoutToken() {
        return new Route(
                method,
                template,
                operation,
                summary,
                request,
                response,
                mediaType,
                status,
                false,
                idempotent,
                paged,
                queries);
    }

    Route safeToRepeat() {
        return new Route(
                method,
                template,
                operation,
                summary,
                request,
                response,
                mediaType,
                status,
                authenticated,
                true,
                paged,
                queries);
    }

    Route inPages() {
        return new Route(
                method,
                template,
                operation,
                summary,
                request,
                response,
                mediaType,
                status,
                authenticated,
                idempotent,
                true,
                queries);
    }

    Route with(Query... more) {
        List<Query> all = new ArrayList<>(queries);
        all.addAll(List.of(more));
        return new Route(
                method,
                template,
                operation,
                summary,
                request,
                response,
                mediaType,
                status,
                authenticated,
                idempotent,
                paged,
                all);
    }

    /// The names in the template's braces, in order.
    public List<String> pathParameters() {
        return PARAMETER
                .matcher(template)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /// True when the answer carries no body.
    public boolean isEmptyAnswer() {
        return status == 204;
    }

    /// The family of the operation: `secret` of `secret.read`.
    public String family() {
        return operation.substring(0, operation.indexOf('.'));
    }
}
