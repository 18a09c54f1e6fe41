package io.messenger.platform;

import io.helidon.dbclient.DbClientException;
import io.messenger.contracts.ApiException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/// Tells a database that is away, which passes, from a statement that is wrong, which is our fault.
final class DatabaseAway {
    private DatabaseAway() {}

    /// `unavailable` when the database is away, else the failure itself.
    static RuntimeException orElse(DbClientException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure && isAway(failure)) {
                return ApiException.unavailable("The database does not answer.", failure);
            }
        }
        return e;
    }

    private static boolean isAway(SQLException e) {
        return e instanceof SQLTransientException || isAway(e.getSQLState());
    }

    /// Classes of SQLSTATE: 08 connection lost, 53 no resources, 57P shut down by an operator,
    /// 25006 a standby that takes no writes.
    private static boolean isAway(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.equals("25006"));
    }
}
