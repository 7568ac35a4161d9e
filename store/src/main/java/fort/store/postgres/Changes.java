package fort.store.postgres;

import fort.store.RowName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What other processes changed up to a revision, as read from the table of changes.
///
/// @param head the counter at that moment
/// @param gap whether changes are missing that were dropped for their age
record Changes(long head, boolean gap, List<Foreign> rows) {
    /// Parameters: the revision after which, and the process whose own changes are not wanted.
    static final String AFTER =
            " SELECT revision, places FROM fort_change WHERE revision > ? AND node <> ? ORDER BY revision";

    /// One row that was changed.
    record Foreign(long revision, RowName name) {}

    /// @param gap see [Changes]; a batch that changed too many rows to list them is one too
    static Changes read(long head, boolean gap, ResultSet result) throws SQLException {
        List<Foreign> rows = new ArrayList<>();
        boolean anything = gap;
        while (result.next()) {
            Array places = result.getArray(2);
            if (places == null) {
                anything = true;
            } else {
                for (String place : (String[]) places.getArray()) {
                    int slash = place.indexOf('/');
                    rows.add(new Foreign(
                            result.getLong(1), new RowName(place.substring(0, slash), place.substring(slash + 1))));
                }
            }
        }
        return new Changes(head, anything, rows);
    }

    boolean isEmpty() {
        return rows.isEmpty() && !gap;
    }
}
