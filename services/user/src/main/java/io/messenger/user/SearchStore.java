package io.messenger.user;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.Profile;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.util.List;

/// The SQL of the search.
final class SearchStore {
    /// Above every character, so that it ends the range of a prefix.
    private static final String END = Character.toString(Character.MAX_CODE_POINT);

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

    /// The profiles with a term that begins with `prefix`, in the order of their first such term,
    /// after the cursor. A range instead of LIKE, whose pattern a prepared plan does not know.
    static List<Hit> find(DbExecute db, String prefix, SearchCursor after, int most) {
        return Rows.list(
                db.query(
                        """
                        SELECT t.term, p.user_id, p.username, p.display_name, p.about, p.locale,
                            p.avatar_id, p.version
                        FROM search_term t JOIN profile p ON p.user_id = t.user_id
                        WHERE (t.term, t.user_id) > (?, CAST(? AS uuid)) AND t.term < ?
                            AND NOT EXISTS (
                                SELECT 1 FROM search_term earlier
                                WHERE earlier.user_id = t.user_id
                                    AND earlier.term >= ? AND earlier.term < t.term)
                        ORDER BY t.term, t.user_id LIMIT ?
                        """,
                        after.term(),
                        after.userId().toString(),
                        prefix + END,
                        prefix,
                        most),
                row -> new Hit(Rows.text(row, "term"), ProfileStore.profile(row).shown()));
    }
}
