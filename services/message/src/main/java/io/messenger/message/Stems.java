package io.messenger.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all forms of a word have in common: of English and Russian words their stem, of words in
/// other scripts and of numbers the word itself.
record Stems(Map<String, String> byWord) {

    /// Asks PostgreSQL's dictionaries, once for all words.
    static Stems of(Connection connection, Collection<String> words) throws SQLException {
        Map<String, String> byWord = new HashMap<>();
        List<String> inflected = new ArrayList<>();
        for (String word : words) {
            if (dictionary(word) != null && byWord.putIfAbsent(word, word) == null) {
                inflected.add(word);
            }
        }
        if (!inflected.isEmpty()) {
            Rows.list(
                    connection,
                    """
                    SELECT w.word, (ts_lexize(CAST(w.dictionary AS regdictionary), w.word))[1] AS stem
                    FROM unnest(?, ?) AS w(word, dictionary)
                    """,
                    row -> byWord.put(row.getString("word"), row.getString("stem")),
                    Sql.array(connection, "text", inflected, word -> word),
                    Sql.array(connection, "text", inflected, Stems::dictionary));
        }
        return new Stems(byWord);
    }

    String of(String word) {
        return byWord.getOrDefault(word, word);
    }

    private static @Nullable String dictionary(String word) {
        if (word.chars().allMatch(letter -> letter >= 'a' && letter <= 'z')) {
            return "english_words";
        }
        return word.chars().allMatch(letter -> letter >= 'а' && letter <= 'я')
                ? "russian_words"
                : null;
    }
}
