package io.messenger.user;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.Profile;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SQL of the search.
final class SearchStore {
    /// Above every character, so that it ends the range of a prefix.
    private static final String END = Character.toString(Character.MAX_CODE_POINT);

    /// The most terms that a page reads.
    static final int TERMS = 500;

    /// A range instead of LIKE, whose pattern a prepared plan does not know.
    static final String FIND =
            """
            WITH come AS MATERIALIZED (
                SELECT term, user_id FROM search_term
                WHERE (term, user_id) > (?, CAST(? AS uuid)) AND term < ?
                ORDER BY term, user_id LIMIT 500),
            hit AS (
                SELECT c.term, c.user_id FROM come c
                WHERE NOT EXISTS (
                    SELECT 1 FROM search_term earlier
                    WHERE earlier.user_id = c.user_id
                        AND earlier.term >= ? AND earlier.term < c.term)
                ORDER BY c.term, c.user_id LIMIT ?)
            SELECT l.term AS last_term, l.user_id AS last_id, l.terms, h.term, h.user_id,
                h.username, h.display_name, h.about, h.locale, h.avatar_id, h.version
            FROM (
                SELECT term, user_id, count(*) OVER () AS terms FROM come
                ORDER BY term DESC, user_id DESC LIMIT 1) l
            LEFT JOIN (
                SELECT hit.term, p.user_id, p.username, p.display_name, p.about, p.locale,
                    p.avatar_id, p.version
                FROM hit JOIN profile p ON p.user_id = hit.user_id) h ON true
            ORDER BY h.term, h.user_id
            """;

    private SearchStore() {}

    /// A found profile and the term that found it.
    record Hit(String term, Profile profile) {}

    /// Lets a profile be found by what it is now.
    static void index(DbExecute db, Profile profile) {
        UserId user = profile.userId();
        db.delete("DELETE FROM search_term WHERE user_id = CAST(? AS uuid)", user.toString());
        for (String term : SearchTerms.of(profile)) {
            db.insert(
                    "INSERT INTO search_term (term, user_id) VALUES (?, CAST(? AS uuid))",
                    term,
                    user.toString());
        }
    }

    /// What a page read.
    ///
    /// @param hits the profiles with a term that begins with the prefix, in the order of their
    ///   first such term
    /// @param end where it stopped reading; null when there are no more terms
    record Found(List<Hit> hits, @Nullable SearchCursor end) {}

    /// Reads a page after the cursor. People are found by several terms and shown once, so far
    /// behind there may be no hits among very many terms: it reads a bounded number of them.
    static Found find(DbExecute db, String prefix, SearchCursor after, int most) {
        List<Hit> hits = new ArrayList<>();
        SearchCursor end = null;
        for (DbRow row :
                Rows.list(
                        db.query(
                                FIND,
                                after.term(),
                                after.userId().toString(),
                                prefix + END,
                                prefix,
                                most),
                        row -> row)) {
            if (Rows.number(row, "terms") == TERMS) {
                end =
                        new SearchCursor(
                                Rows.text(row, "last_term"), new UserId(Rows.uuid(row, "last_id")));
            }
            // A page without a hit has one row, to say where it stopped.
            String term = Rows.textOrNull(row, "term");
            if (term != null) {
                hits.add(new Hit(term, ProfileStore.profile(row).shown()));
            }
        }
        return new Found(hits, end);
    }
}
