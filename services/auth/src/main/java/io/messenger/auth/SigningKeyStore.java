package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.messenger.platform.Rows;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The SQL of since when keys are published.
final class SigningKeyStore {
    private SigningKeyStore() {}

    /// Notes the keys that no instance has seen before, and says of all since when they are known.
    static Map<String, Instant> published(DbExecute db, Collection<String> kids, Instant now) {
        String ids = "{" + String.join(",", kids) + "}";
        db.insert(
                """
                INSERT INTO signing_key (kid, published_at)
                SELECT kid, ? FROM unnest(CAST(? AS text[])) AS kid
                ON CONFLICT (kid) DO NOTHING
                """,
                Timestamp.from(now),
                ids);
        Map<String, Instant> published = new HashMap<>();
        Rows.list(
                        db.query(
                                """
                                SELECT kid, published_at FROM signing_key
                                WHERE kid = ANY (CAST(? AS text[]))
                                """,
                                ids),
                        row -> Map.entry(Rows.text(row, "kid"), Rows.instant(row, "published_at")))
                .forEach(key -> published.put(key.getKey(), key.getValue()));
        return published;
    }
}
