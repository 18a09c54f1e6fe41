package io.messenger.user;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The SQL of when users were last online.
final class LastSeenStore {
    private LastSeenStore() {}

    /// Keeps later times; records may come again and in any order.
    static void keep(DbExecute db, Map<UserId, Instant> seen) {
        List<UserId> users = new ArrayList<>(seen.keySet());
        db.update(
                """
                INSERT INTO last_seen (user_id, at)
                SELECT * FROM unnest(CAST(? AS uuid[]), CAST(? AS timestamptz[]))
                ON CONFLICT (user_id) DO UPDATE SET at = greatest(last_seen.at, excluded.at)
                """,
                array(users),
                array(users.stream().map(seen::get).toList()));
    }

    /// Of whom it is known.
    static Map<UserId, Instant> find(DbExecute db, Collection<UserId> users) {
        Map<UserId, Instant> found = new HashMap<>();
        Rows.list(
                        db.query(
                                """
                                SELECT user_id, at FROM last_seen
                                WHERE user_id = ANY (CAST(? AS uuid[]))
                                """,
                                array(users)),
                        row ->
                                Map.entry(
                                        new UserId(Rows.uuid(row, "user_id")),
                                        Rows.instant(row, "at")))
                .forEach(seen -> found.put(seen.getKey(), seen.getValue()));
        return found;
    }

    private static String array(Collection<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
