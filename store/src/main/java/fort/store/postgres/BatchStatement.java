package fort.store.postgres;

import fort.store.Change;
import fort.store.sql.Judge;
import fort.store.sql.RowCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The one statement that writes a batch: moves the counter from the revision the batch was judged on, and, only if
/// that row was there to be moved, writes all the rest. Whoever was quicker makes it do nothing.
///
/// A statement waits for the counter's row as long as another process commits, and is then judged against what that
/// one left; what it inserts and deletes depends on the outcome. So there is nothing to be locked beforehand.
final class BatchStatement {
    /// More changed rows are not listed: the others then forget all they have cached.
    static final int PLACES_MAX = 1_000;

    private static final String HEAD = """
            WITH head AS (
                UPDATE fort_head SET revision = ?, committed = committed || jsonb_build_object(?::text, ?::bigint)
                WHERE revision = ?""";
    private static final String CONDITIONS = """

                AND NOT EXISTS (
                    SELECT FROM unnest(?::text[], ?::text[], ?::bigint[]) AS asked (c, k, r)
                    LEFT JOIN fort_row AS found ON found.collection = c AND found.key = k
                    WHERE coalesce(found.revision, 0) <> r)""";
    private static final String RETURNING = " RETURNING one)";
    private static final String PUT = """
            , put AS (
                INSERT INTO fort_row (collection, key, revision, row_check, bytes)
                SELECT rows.* FROM head,
                    unnest(?::text[], ?::text[], ?::bigint[], ?::integer[], ?::bytea[]) AS rows (c, k, r, x, b)
                ON CONFLICT (collection, key) DO UPDATE
                SET revision = excluded.revision, row_check = excluded.row_check, bytes = excluded.bytes)""";
    private static final String DELETE = """
            , gone AS (
                DELETE FROM fort_row USING head, unnest(?::text[], ?::text[]) AS rows (c, k)
                WHERE collection = c AND key = k)""";
    private static final String CHANGE = """
            , change AS (
                INSERT INTO fort_change (revision, node, places) SELECT ?, ?, ?::text[] FROM head)""";
    private static final String QUIETLY = " SELECT one FROM head";
    private static final String TELLING = " SELECT one, pg_notify('fort', ?) FROM head";

    private final Connection connection;
    private final String node;

    /// @param node under which this process stands in the counter's row
    BatchStatement(Connection connection, String node) {
        this.connection = connection;
        this.node = node;
    }

    /// @param base the counter the batch was judged on
    /// @param conditions revisions it was judged on without having been read
    /// @param telling whether to notify other processes of changed rows
    /// @param after appended to the statement
    /// @return whether it was written; if not, nothing was
    boolean write(Judge.Verdict verdict, long base, Map<Judge.Place, Long> conditions, boolean telling, String after)
            throws SQLException {
        List<Judge.Final> puts = new ArrayList<>();
        List<Judge.Final> deletes = new ArrayList<>();
        List<Judge.Final> news = new ArrayList<>();
        for (Judge.Final row : verdict.rows()) {
            (row.bytes() == null ? deletes : puts).add(row);
            if (!row.place().collection().startsWith(Change.LOG_PREFIX)) {
                news.add(row);
            }
        }
        String text = HEAD
                + (conditions.isEmpty() ? "" : CONDITIONS)
                + RETURNING
                + (puts.isEmpty() ? "" : PUT)
                + (deletes.isEmpty() ? "" : DELETE)
                + (news.isEmpty() ? "" : CHANGE)
                + (news.isEmpty() || !telling ? QUIETLY : TELLING)
                + after;
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            Parameters parameters = new Parameters(statement);
            parameters.add(verdict.head());
            parameters.add(node);
            parameters.add(verdict.head());
            parameters.add(base);
            bindConditions(parameters, conditions);
            bindPuts(parameters, puts);
            if (!deletes.isEmpty()) {
                parameters.add("text", collections(deletes));
                parameters.add("text", keys(deletes));
            }
            if (!news.isEmpty()) {
                parameters.add(verdict.head());
                parameters.add(node);
                parameters.add("text", news.size() > PLACES_MAX ? null : places(news));
                if (telling) {
                    parameters.add(Long.toString(verdict.head()));
                }
            }
            statement.execute();
            try (ResultSet result = statement.getResultSet()) {
                return result.next();
            }
        }
    }

    private static void bindConditions(Parameters parameters, Map<Judge.Place, Long> conditions) throws SQLException {
        if (!conditions.isEmpty()) {
            parameters.add(
                    "text",
                    conditions.keySet().stream().map(Judge.Place::collection).toArray());
            parameters.add(
                    "text", conditions.keySet().stream().map(Judge.Place::key).toArray());
            parameters.add("bigint", conditions.values().toArray());
        }
    }

    private static void bindPuts(Parameters parameters, List<Judge.Final> puts) throws SQLException {
        if (puts.isEmpty()) {
            return;
        }
        Long[] revisions = new Long[puts.size()];
        Integer[] checks = new Integer[puts.size()];
        byte[][] contents = new byte[puts.size()][];
        for (int i = 0; i < contents.length; i++) {
            Judge.Final row = puts.get(i);
            contents[i] = Objects.requireNonNull(row.bytes());
            revisions[i] = row.revision();
            checks[i] = RowCheck.of(row.place().collection(), row.place().key(), row.revision(), contents[i]);
        }
        parameters.add("text", collections(puts));
        parameters.add("text", keys(puts));
        parameters.add("bigint", revisions);
        parameters.add("integer", checks);
        parameters.add("bytea", contents);
    }

    private static Object[] collections(List<Judge.Final> rows) {
        return rows.stream().map(row -> row.place().collection()).toArray(String[]::new);
    }

    private static Object[] keys(List<Judge.Final> rows) {
        return rows.stream().map(row -> row.place().key()).toArray(String[]::new);
    }

    private static Object[] places(List<Judge.Final> rows) {
        return rows.stream()
                .map(row -> row.place().collection() + "/" + row.place().key())
                .toArray(String[]::new);
    }
}
