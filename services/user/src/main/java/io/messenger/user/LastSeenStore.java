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

/// The SQL of when users were last online.
final class LastSeenStore {
    private LastSeenStore() {}

    /// Keeps later times of those who have a profile; records may come again and in any order.
    static void keep(DbExecute db, Map<UserId, Instant> seen) {
        List<UserId> users = new ArrayList<>(seen.keySet());
        db.update(
                """
                INSERT INTO last_seen (user_id, at)
                SELECT s.user_id, s.at
                FROM unnest(CAST(? AS uuid[]), CAST(? AS timestamptz[])) AS s (user_id, at)
                WHERE EXISTS (SELECT 1 FROM profile p WHERE p.user_id = s.user_id)
                ON CONFLICT (user_id) DO UPDATE SET at = greatest(last_seen.at, excluded.at)
                """,
                ProfileStore.array(users),
                ProfileStore.array(users.stream().map(seen::get).toList()));
    }

    /// When somebody was last online, and who may see it.
    record Seen(Instant at, SeenBy by) {}

    /// Of whom it is known.
    static Map<UserId, Seen> find(DbExecute db, Collection<UserId> users) {
        Map<UserId, Seen> found = new HashMap<>();
        Rows.list(
                        db.query(
                                """
                                SELECT l.user_id, l.at, s.last_seen
                                FROM last_seen l LEFT JOIN settings s ON s.user_id = l.user_id
                                WHERE l.user_id = ANY (CAST(? AS uuid[]))
                                """,
                                ProfileStore.array(users)),
                        row ->
                                Map.entry(
                                        new UserId(Rows.uuid(row, "user_id")),
                                        new Seen(
                                                Rows.instant(row, "at"),
                                                SettingsStore.seenBy(row, "last_seen"))))
                .forEach(seen -> found.put(seen.getKey(), seen.getValue()));
        return found;
    }

    static long remove(DbExecute db, UserId user) {
        return db.delete("DELETE FROM last_seen WHERE user_id = CAST(? AS uuid)", user.toString());
    }
}
