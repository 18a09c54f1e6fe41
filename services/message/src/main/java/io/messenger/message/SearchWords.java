package io.messenger.message;

import io.messenger.contracts.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What somebody looks for: messages with all of these words in any form; the last one may be the
/// beginning of a word.
///
/// @param stems of all words
/// @param prefix the last word as far as it was written; empty when it is too short for that
record SearchWords(List<String> stems, String prefix) {
    private static final int MAX_WORDS = 10;
    private static final int MAX_CHARS = 256;

    /// Shorter beginnings would find nearly everything.
    private static final int MIN_PREFIX = 2;

    /// The words of a query.
    ///
    /// @throws ApiException `bad_request` when there are none, or too many
    static List<String> split(String query) {
        List<String> words = Words.of(query).stream().map(Words.Word::folded).toList();
        if (words.isEmpty()) {
            throw ApiException.badRequest("q", "\"q\" needs a letter or a digit.");
        }
        if (words.size() > MAX_WORDS || query.length() > MAX_CHARS) {
            throw ApiException.badRequest(
                    "q",
                    "\"q\" has at most %d words and %d characters."
                            .formatted(MAX_WORDS, MAX_CHARS));
        }
        return words;
    }

    static SearchWords of(List<String> words, Stems stems) {
        String last = words.getLast();
        return new SearchWords(
                words.stream().map(stems::of).toList(), last.length() < MIN_PREFIX ? "" : last);
    }

    /// As a tsquery for the lexemes of one chat. Words are letters and digits only, so nothing in
    /// it needs escaping.
    String query(SearchScope scope) {
        StringBuilder query = new StringBuilder();
        for (String stem : stems.subList(0, stems.size() - 1)) {
            query.append('\'').append(scope.lexeme(stem)).append("' & ");
        }
        query.append("('").append(scope.lexeme(stems.getLast())).append('\'');
        if (!prefix.isEmpty()) {
            query.append(" | '").append(scope.lexeme(prefix)).append("':*");
        }
        return query.append(')').toString();
    }

    /// The places of a text that match, `[start, end)` in code points; empty when not all of the
    /// words are in it.
    List<Words.Word> places(List<Words.Word> text, Stems ofText) {
        List<Words.Word> places = new ArrayList<>();
        Set<String> missing = new HashSet<>(stems);
        for (Words.Word word : text) {
            String stem = ofText.of(word.folded());
            boolean begins = !prefix.isEmpty() && word.folded().startsWith(prefix);
            if (begins) {
                missing.remove(stems.getLast());
            }
            if (stems.contains(stem)) {
                missing.remove(stem);
            }
            if (begins || stems.contains(stem)) {
                places.add(word);
            }
        }
        return missing.isEmpty() ? places : List.of();
    }
}
