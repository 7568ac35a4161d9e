package fort.store.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/// Binds a statement's parameters in their order.
final class Parameters {
    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
        this(statement, 0);
    }

    /// @param bound how many are bound already
    Parameters(PreparedStatement statement, int bound) {
        this.statement = statement;
        last = bound;
    }

    void add(long value) throws SQLException {
        statement.setLong(++last, value);
    }

    void add(String value) throws SQLException {
        statement.setString(++last, value);
    }

    /// @param type PostgreSQL's name of the elements' type
    void add(String type, Object @Nullable [] values) throws SQLException {
        if (values == null) {
            statement.setNull(++last, Types.ARRAY);
        } else {
            statement.setArray(++last, statement.getConnection().createArrayOf(type, values));
        }
    }
}
