package io.messenger.user;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The SQL of settings.
final class SettingsStore {
    private SettingsStore() {}

    /// Settings as they are kept.
    ///
    /// @param version grows with each change; 0 when there was none
    record Kept(UserSettings settings, long version) {}

    /// Empty of users without a profile.
    static Optional<Kept> find(DbExecute db, UserId user) {
        return db.get(
                        """
                        SELECT s.version, s.last_seen, s.notifications
                        FROM profile p LEFT JOIN settings s ON s.user_id = p.user_id
                        WHERE p.user_id = CAST(? AS uuid)
                        """,
                        user.toString())
                .map(SettingsStore::kept);
    }

    static void keep(DbExecute db, UserId user, Kept kept) {
        db.update(
                """
                INSERT INTO settings (user_id, version, last_seen, notifications)
                VALUES (CAST(? AS uuid), ?, ?, ?)
                ON CONFLICT (user_id) DO UPDATE SET version = excluded.version,
                    last_seen = excluded.last_seen, notifications = excluded.notifications
                """,
                user.toString(),
                kept.version(),
                kept.settings().lastSeen().toString(),
                new String(Json.bytes(kept.settings().notifications()), StandardCharsets.UTF_8));
    }

    /// Who may see users, of those that have a profile.
    static Map<UserId, SeenBy> seenBy(DbExecute db, Collection<UserId> users) {
        Map<UserId, SeenBy> found = new HashMap<>();
        Rows.list(
                        db.query(
                                """
                                SELECT p.user_id, s.last_seen
                                FROM profile p LEFT JOIN settings s ON s.user_id = p.user_id
                                WHERE p.user_id = ANY (CAST(? AS uuid[]))
                                """,
                                ProfileStore.array(users)),
                        row ->
                                Map.entry(
                                        new UserId(Rows.uuid(row, "user_id")),
                                        seenBy(row, "last_seen")))
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    /// Who may see it, as a column that may be null has it.
    static SeenBy seenBy(DbRow row, String column) {
        String text = Rows.textOrNull(row, column);
        return text == null
                ? UserSettings.DEFAULT.lastSeen()
                : SeenBy.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Kept kept(DbRow row) {
        Long version = Rows.numberOrNull(row, "version");
        return version == null
                ? new Kept(UserSettings.DEFAULT, 0)
                : new Kept(
                        new UserSettings(
                                seenBy(row, "last_seen"),
                                notifications(Rows.text(row, "notifications"))),
                        version);
    }

    private static Notifications notifications(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), Notifications.class);
        } catch (IOException e) {
            throw new UncheckedIOException("kept notifications cannot be read", e);
        }
    }
}
