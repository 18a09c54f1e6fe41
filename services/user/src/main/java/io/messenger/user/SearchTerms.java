package io.messenger.user;

import io.messenger.contracts.Profile;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// The texts whose prefixes find a profile.
final class SearchTerms {
    /// The longest term, in code points; folding can make a name much longer than it was.
    static final int MAX_CHARS = 64;

    /// From how many words on a display name is found; the others only follow these.
    private static final int MOST_WORDS = 5;

    private SearchTerms() {}

    /// The username, and the display name from each of its words on: "Ann Lee" is found by `ann l`
    /// and by `lee`.
    static Set<String> of(Profile profile) {
        Set<String> terms = new LinkedHashSet<>();
        terms.add(profile.username().value());
        String rest = fold(profile.displayName().value());
        for (int word = 0; word < MOST_WORDS && !rest.isEmpty(); word++) {
            terms.add(cut(rest));
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space + 1);
        }
        return terms;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CHARS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CHARS));
    }

    /// One spelling for what readers take for the same: capitals (also `ß` and `SS`), compatibility
    /// forms, runs of spaces.
    static String fold(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC);
        folded = folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC).replaceAll("\\s+", " ").strip();
    }
}
