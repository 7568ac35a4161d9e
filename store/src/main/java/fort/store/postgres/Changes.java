package fort.store.postgres;

import fort.store.RowName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What other processes changed up to a revision, as read from the table of changes.
///
/// @param head the counter at that moment
/// @param gap whether changes are missing: dropped for their age, or too many to be listed
/// @param listeners how many processes follow the changes of this database
record Changes(long head, boolean gap, List<Foreign> rows, int listeners) {
    /// Parameters: the revision after which, and the process whose own changes are not wanted. One snapshot sees
    /// counter and changes together.
    static final String ASK = """
            SELECT change.revision, places, head.revision, pruned,
                (SELECT count(*) FROM pg_stat_activity
                    WHERE application_name = 'fort-follower' AND datname = current_database())
            FROM fort_head AS head LEFT JOIN fort_change AS change ON change.revision > ? AND node <> ?
            ORDER BY change.revision""";

    /// One row that was changed.
    record Foreign(long revision, RowName name) {}

    /// @param known the revision that was asked with
    static Changes read(long known, ResultSet result) throws SQLException {
        List<Foreign> rows = new ArrayList<>();
        long head = 0;
        boolean gap = false;
        int listeners = 0;
        while (result.next()) {
            head = result.getLong(3);
            gap |= result.getLong(4) > known;
            listeners = result.getInt(5);
            long revision = result.getLong(1);
            if (!result.wasNull()) {
                gap |= !readPlaces(revision, result.getArray(2), rows);
            }
        }
        return new Changes(head, gap, rows, listeners);
    }

    /// @return false when they are not listed
    static boolean readPlaces(long revision, @Nullable Array places, List<Foreign> rows) throws SQLException {
        if (places == null) {
            return false;
        }
        for (String place : (String[]) places.getArray()) {
            int slash = place.indexOf('/');
            rows.add(new Foreign(revision, new RowName(place.substring(0, slash), place.substring(slash + 1))));
        }
        return true;
    }

    boolean isEmpty() {
        return rows.isEmpty() && !gap;
    }
}
